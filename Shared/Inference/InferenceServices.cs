using Colorize.Models;
using Colorize.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Colorize.Inference;

/// <summary>Adds the networks to a host.</summary>
public static class InferenceServices
{
    /// <summary>
    /// Adds an <see cref="IChromaPredictor"/> that follows the model sets in storage and falls back on the bundled ones.
    /// The settings come from the section <see cref="InferenceOptions.Section"/> and are checked when the host starts.
    /// Register a <see cref="BundledModels"/> beforehand to bundle models elsewhere than beside the program.
    /// </summary>
    /// <param name="services">The host's services, with <see cref="StorageServices.AddColorizeStorage"/>.</param>
    public static IServiceCollection AddColorizeInference(this IServiceCollection services)
    {
        services.AddOptions<InferenceOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<InferenceOptions>, InferenceOptionsBinding>();
        services.AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);

        services.TryAddSingleton(_ => new BundledModels(BundledModels.DefaultFolder));
        services.TryAddSingleton(
            provider => new StoredModels(provider.GetRequiredService<StorageClients>().Container(ContainerNames.Models)));
        services.AddSingleton<SessionFactory>();
        services.AddSingleton<ModelSetLoader>();
        services.AddSingleton<ActiveModelSet>();
        services.AddSingleton<ModelOutageLog>();
        services.AddSingleton<RefusedModelWriter>();
        services.AddHostedService<ModelWatcher>();

        services.AddSingleton<InferenceMetrics>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<PredictionQueue>();
        services.AddSingleton<IChromaPredictor, ChromaPredictor>();
        return services;
    }
}
