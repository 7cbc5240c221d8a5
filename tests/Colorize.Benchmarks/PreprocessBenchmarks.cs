using BenchmarkDotNet.Attributes;
using Colorize.Imaging;
using Colorize.Preprocessing;

namespace Colorize.Benchmarks;

/// <summary>Image file to tensor, as PreprocessUpload does it, with as many at once as there are cores.</summary>
public class PreprocessBenchmarks
{
    private const int Images = 64;

    private readonly ImagePreprocessor _preprocessor = new(new ImageLimits());
    private byte[] _file = [];

    [Params("224×224", "0.2 MP", "12 MP")]
    public string Size { get; set; } = "";

    [GlobalSetup]
    public void Draw() => _file = Size switch
    {
        "12 MP" => GeneratedPhoto.Jpeg(4000, 3000, 3),
        "0.2 MP" => GeneratedPhoto.Jpeg(547, 365, 3),
        _ => GeneratedPhoto.Jpeg(224, 224, 3),
    };

    /// <summary>The time of one image when many are in work.</summary>
    [Benchmark(OperationsPerInvoke = Images)]
    public void ToTensor() => Parallel.For(0, Images, _ => _preprocessor.ToTensor(_file, "photo.jpg"));
}
