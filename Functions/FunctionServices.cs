using Colorize.Colorization;
using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Preprocessing;
using Colorize.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Colorize.Functions;

/// <summary>Registers the functions and all they need; what a host adds is the triggers.</summary>
internal static class FunctionServices
{
    public static IServiceCollection AddColorizeFunctions(this IServiceCollection services)
    {
        services.AddColorizeStorage();
        services.AddColorizeInference();
        services.AddOptions<ImageLimits>().BindConfiguration(ImageLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ImageLimits>>().Value);
        services.AddSingleton<ImagePreprocessor>();
        services.AddSingleton<PhotoColorizer>();
        services.AddSingleton<RejectionDesk>();
        services.AddSingleton<ImageDelivery>();
        services.AddHostedService(provider => new ThroughputLog(
            DeliveryRecord.ImageCounter, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ThroughputLog>>()));
        services.AddSingleton(provider => new PreprocessUpload(
            provider.GetRequiredService<ImageDelivery>(), provider.GetRequiredService<ImagePreprocessor>()));
        services.AddSingleton(provider => new ColorizeGrayscale(
            provider.GetRequiredService<ImageDelivery>(), provider.GetRequiredService<PhotoColorizer>()));
        return services;
    }
}
