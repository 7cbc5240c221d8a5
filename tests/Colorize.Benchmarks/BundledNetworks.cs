using System.Globalization;
using Colorize.Inference;
using Colorize.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Colorize.Benchmarks;

/// <summary>The bundled model set, behind the services that the functions use.</summary>
internal sealed class BundledNetworks : IDisposable
{
    private readonly ServiceProvider _services;

    public BundledNetworks(
        ExecutionProvider provider = ExecutionProvider.Auto, int maxBatch = 0, TimeSpan? batchWait = null, Network? network = null)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Colorize:ExecutionProvider"] = provider.ToString(),
            ["Colorize:MaxBatchSize"] = maxBatch.ToString(CultureInfo.InvariantCulture),
        };
        if (batchWait is { } wait)
        {
            settings["Colorize:BatchWait"] = wait.ToString("c", CultureInfo.InvariantCulture);
        }

        if (network is { } chosen)
        {
            settings["Colorize:Network"] = chosen.ToString();
        }

        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddColorizeInference()
            .BuildServiceProvider();
        Load().GetAwaiter().GetResult();
    }

    public IChromaPredictor Predictor => _services.GetRequiredService<IChromaPredictor>();

    /// <summary>The right to compute with the networks themselves.</summary>
    public ModelSetLease Lease() => _services.GetRequiredService<ActiveModelSet>().TryLease()!;

    // The queue of requests can only be closed asynchronously, and a benchmark's clean-up cannot wait.
    public void Dispose() => _services.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task Load()
    {
        var bundled = new BundledModels(BundledModels.DefaultFolder);
        CurrentModel current = await bundled.ReadCurrentAsync() ?? throw new InvalidOperationException("No models are bundled.");
        LoadedModelSet set = await _services.GetRequiredService<ModelSetLoader>().LoadAsync(
            bundled, current.Version, CancellationToken.None);
        ActiveModelSet active = _services.GetRequiredService<ActiveModelSet>();
        active.Replace(set);
        active.MarkInitialized();
    }
}
