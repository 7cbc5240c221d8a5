using BenchmarkDotNet.Attributes;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Tensors;

namespace Colorize.Benchmarks;

/// <summary>Painting alone: predicted chroma onto a photograph that is decoded.</summary>
[MemoryDiagnoser]
public class PaintBenchmarks
{
    private readonly float[] _ab = [.. Enumerable.Range(0, 2 * LabTensor.PlaneLength).Select(at => MathF.Sin(at / 500f) * 30)];
    private OpenedImage? _opened;
    private DecodedPicture? _picture;
    private NetworkView? _view;

    [Params("0.2 MP grey", "12 MP grey")]
    public string Photo { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        byte[] file = Photo == "12 MP grey" ? GeneratedPhoto.Jpeg(4000, 3000, 1) : GeneratedPhoto.Jpeg(547, 365, 1);
        _opened = ImageReader.Open(file, "photo.jpg", new ImageLimits());
        _picture = _opened.Decode(CancellationToken.None);
        _view = NetworkView.Of(_picture.Colors);
    }

    /// <summary>Borders, the small plane, and what else the networks need to see.</summary>
    [Benchmark]
    public object View() => NetworkView.Of(_picture!.Colors);

    [Benchmark]
    public void Paint() => ChromaPainter.Paint(_picture!.Colors, _view!, _ab, CancellationToken.None).Dispose();

    [GlobalCleanup]
    public void CleanUp()
    {
        _picture?.Dispose();
        _opened?.Dispose();
    }
}
