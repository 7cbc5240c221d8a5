using Colorize.Colorization;
using Colorize.Functions.Delivery;
using Colorize.Functions.Hosting;
using Colorize.Functions.Review;
using Colorize.Functions.Shutdown;
using Colorize.Imaging;
using Colorize.Imaging.Encoders;
using Colorize.Inference;
using Colorize.Preprocessing;
using Colorize.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Colorize.Functions;

/// <summary>Registers the functions and all they need; what a host adds is the triggers.</summary>
internal static class FunctionServices
{
    public static IServiceCollection AddColorizeFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddColorizeStorage();
        services.AddColorizeInference();
        services.AddHostedService<WarmUp>();
        services.AddDelivery(configuration);
        services.AddShutdown(configuration);
        services.AddSingleton(provider => new PreprocessUpload(
            provider.GetRequiredService<ImageDelivery>(), provider.GetRequiredService<ImagePreprocessor>()));
        services.AddSingleton(provider => new ColorizeGrayscale(
            provider.GetRequiredService<ImageDelivery>(), provider.GetRequiredService<PhotoColorizer>()));
        services.AddSingleton(provider => new RecordGivenUp(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<RejectionWriter>(),
            provider.GetRequiredService<ColorizeGrayscale>(),
            provider.GetRequiredService<PreprocessUpload>(),
            provider.GetRequiredService<ILogger<RecordGivenUp>>()));
        services.AddOptions<ReviewOptions>().BindConfiguration(ReviewOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new ReviewSources(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<RejectionStore>(),
            provider.GetRequiredService<RejectionWriter>(),
            provider.GetRequiredService<IOptions<ReviewOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ReviewSources>>()));
        return services;
    }

    private static void AddDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ImageLimits>().BindConfiguration(ImageLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ImageLimits>>().Value);
        services.AddSingleton(provider => new MemoryBudget(provider.GetRequiredService<ImageLimits>().DecodedBytesInFlight));
        services.AddSingleton<ImagePreprocessor>();
        services.AddSingleton(_ => EncoderProcess.OfThisProgram());
        services.AddSingleton<PhotoColorizer>();
        services.AddSingleton<RejectionWriter>();
        TimeSpan retryTime = RetryOptions.TimeFrom(configuration);
        services.AddSingleton<IValidateOptions<ImageLimits>>(new DeliveryTimeValidator(retryTime, HostJson.FunctionTimeout(configuration)));
        services.AddSingleton(provider =>
        {
            ShutdownDeadline shutdown = provider.GetRequiredService<ShutdownDeadline>();
            return new DeliveryRetry(retryTime, () => shutdown.IsStopping, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<ImageDelivery>();
        services.AddHostedService(provider => new ThroughputLog(
            DeliveryRecord.ImageCounter,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ThroughputLog>>()));
    }

    private static void AddShutdown(this IServiceCollection services, IConfiguration configuration)
    {
        TimeSpan timeout = ShutdownOptions.TimeoutFrom(configuration);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = timeout);
        services.AddSingleton<ShutdownDeadline>();
        services.AddHostedService(provider => provider.GetRequiredService<ShutdownDeadline>());
        services.AddSingleton<InFlightBlobs>();
        services.AddHostedService(provider => provider.GetRequiredService<InFlightBlobs>());
    }
}
