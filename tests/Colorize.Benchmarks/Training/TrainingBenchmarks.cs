using BenchmarkDotNet.Attributes;

namespace Colorize.Benchmarks.Training;

/// <summary>
/// Epochs of 32 steps of 32 pictures against libtorch's own forward and backward. TorchSharp is loaded from beside the
/// program, so these need <c>--inProcess</c>, and the environment of <c>eng/trainer-env.sh</c>.
/// </summary>
[WarmupCount(1)]
[IterationCount(3)]
[InvocationCount(1)]
public class TrainingBenchmarks
{
    private const int Steps = 32;
    private const int BatchSize = 32;

    private TrainingWork? _work;

    [GlobalSetup]
    public void Prepare() => _work = new TrainingWork(Steps, BatchSize);

    [GlobalCleanup]
    public void CleanUp() => _work?.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public object LibtorchAlone() => _work!.Libtorch();

    [Benchmark(OperationsPerInvoke = Steps)]
    public object ResNetEpoch() => _work!.ResNet();

    [Benchmark(OperationsPerInvoke = Steps)]
    public object EnsembleEpoch() => _work!.Ensemble();
}
