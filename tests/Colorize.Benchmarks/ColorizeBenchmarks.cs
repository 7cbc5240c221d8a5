using BenchmarkDotNet.Attributes;
using Colorize.Colorization;
using Colorize.Imaging;

namespace Colorize.Benchmarks;

/// <summary>
/// The work of ColorizeGrayscale from bytes to bytes, with the bundled networks: one photograph alone, and the time of one of many that are
/// in work at once, as the host's default concurrency has them.
/// </summary>
[MemoryDiagnoser]
public class ColorizeBenchmarks
{
    private const int Photos = 32;

    private BundledNetworks? _networks;
    private PhotoColorizer? _colorizer;
    private byte[] _file = [];

    [Params("0.2 MP grey", "12 MP grey", "12 MP colour")]
    public string Photo { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _networks = new BundledNetworks();
        _colorizer = new PhotoColorizer(new ImageLimits(), _networks.Predictor);
        _file = Photo switch
        {
            "12 MP grey" => GeneratedPhoto.Jpeg(4000, 3000, 1),
            "12 MP colour" => GeneratedPhoto.Jpeg(4000, 3000, 3),
            _ => GeneratedPhoto.Jpeg(547, 365, 1),
        };
    }

    [Benchmark]
    public Task<ColorizedPhoto> Alone() => _colorizer!.ColorizeAsync(_file, "photo.jpg");

    [Benchmark(OperationsPerInvoke = Photos)]
    public Task Many() => Parallel.ForEachAsync(
        Enumerable.Range(0, Photos),
        new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount },
        async (_, cancellationToken) => await _colorizer!.ColorizeAsync(_file, "photo.jpg", cancellationToken: cancellationToken));

    [GlobalCleanup]
    public void CleanUp() => _networks?.Dispose();
}
