using BenchmarkDotNet.Attributes;
using Colorize.Inference;
using Colorize.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Colorize.Benchmarks;

/// <summary>The bundled networks: the time of one photograph, alone and in batches, and through the queue that callers share.</summary>
[MemoryDiagnoser]
public class InferenceBenchmarks
{
    private const int Callers = 64;

    private readonly ReadOnlyMemory<float>[] _photos = [.. Enumerable.Range(1, 16).Select(Photo)];
    private readonly PhotoInput[] _inputs = [.. Enumerable.Range(1, 16).Select(seed => new PhotoInput(Photo(seed)))];
    private ServiceProvider _services = null!;
    private IChromaPredictor _predictor = null!;
    private LoadedModelSet _set = null!;

    [GlobalSetup]
    public async Task LoadAsync()
    {
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables().Build())
            .AddLogging()
            .AddColorizeInference()
            .BuildServiceProvider();
        BundledModels bundled = new(BundledModels.DefaultFolder);
        CurrentModel current = await bundled.ReadCurrentAsync() ?? throw new InvalidOperationException("No models are bundled.");
        _set = await _services.GetRequiredService<ModelSetLoader>().LoadAsync(bundled, current.Version, CancellationToken.None);

        ActiveModelSet active = _services.GetRequiredService<ActiveModelSet>();
        active.Replace(_set);
        active.MarkInitialized();
        _predictor = _services.GetRequiredService<IChromaPredictor>();
    }

    [GlobalCleanup]
    public async Task CloseAsync() => await _services.DisposeAsync();

    [Benchmark(Baseline = true)]
    public object Alone() => _set.Predict(_inputs[..1]);

    [Benchmark(OperationsPerInvoke = 4)]
    public object BatchOf4() => _set.Predict(_inputs[..4]);

    [Benchmark(OperationsPerInvoke = 16)]
    public object BatchOf16() => _set.Predict(_inputs);

    [Benchmark]
    public Task AloneThroughTheQueueAsync() => _predictor.PredictAsync(_photos[0]);

    [Benchmark(OperationsPerInvoke = Callers)]
    public Task ManyThroughTheQueueAsync() =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => _predictor.PredictAsync(_photos[caller % _photos.Length])));

    private static ReadOnlyMemory<float> Photo(int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, NetworkContract.Pixels).Select(_ => random.NextSingle()).ToArray();
    }
}
