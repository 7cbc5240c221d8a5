using Colorize.Inference;
using Colorize.Tests.Onnx;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Colorize.Tests.Inference;

/// <summary>The inference services as a host has them, without a host: model sets are put in by hand.</summary>
internal sealed class InferenceHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public InferenceHost(params (string Setting, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Colorize:{setting.Setting}", (string?)setting.Value)))
            .Build();
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.AddProvider(Log))
            .AddColorizeInference()
            .BuildServiceProvider();
    }

    public MemoryLog Log { get; } = new();

    public IChromaPredictor Predictor => Get<IChromaPredictor>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Loads a set and puts it in the place of the one in use.</summary>
    public async Task<LoadedModelSet> UseAsync(TestModelSet set)
    {
        var loaded = await Get<ModelSetLoader>().LoadAsync(set.Store, set.Version, TestContext.Current.CancellationToken);
        Get<ActiveModelSet>().Replace(loaded);
        Get<ActiveModelSet>().Settle();
        return loaded;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
