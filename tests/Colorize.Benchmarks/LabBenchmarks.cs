using BenchmarkDotNet.Attributes;
using Colorize.Color;

namespace Colorize.Benchmarks;

/// <summary>A million pixels to L*a*b* and back: the vectors against the scalar formula.</summary>
public class LabBenchmarks
{
    private const int Pixels = 1_000_000;

    private readonly byte[] _rgb = new byte[Pixels * 3];
    private readonly float[] _l = new float[Pixels];
    private readonly float[] _a = new float[Pixels];
    private readonly float[] _b = new float[Pixels];
    private readonly float[] _red = new float[Pixels];
    private readonly float[] _green = new float[Pixels];
    private readonly float[] _blue = new float[Pixels];

    [GlobalSetup]
    public void Fill()
    {
        new Random(1).NextBytes(_rgb);
        LabPlanes.FromSrgb(_rgb, _l, _a, _b);
    }

    [Benchmark]
    public void VectorToLab() => LabPlanes.FromSrgb(_rgb, _l, _a, _b);

    [Benchmark]
    public void VectorToSrgb() => LabPlanes.ToSrgb(_l, _a, _b, _red, _green, _blue);

    [Benchmark]
    public double ScalarToLab()
    {
        double sum = 0;
        for (int i = 0; i < _rgb.Length; i += 3)
        {
            sum += CieLab.FromSrgb(_rgb[i] / 255.0, _rgb[i + 1] / 255.0, _rgb[i + 2] / 255.0).L;
        }

        return sum;
    }

    [Benchmark]
    public double ScalarToSrgb()
    {
        double sum = 0;
        for (int i = 0; i < Pixels; i++)
        {
            sum += new CieLab(_l[i], _a[i], _b[i]).ToSrgb().Red;
        }

        return sum;
    }
}
