using Colorize.Tensors;
using NetVips;

namespace Colorize.Benchmarks;

/// <summary>A photograph-like image: fractal noise, which compresses about as a photograph does.</summary>
internal static class GeneratedPhoto
{
    /// <summary>L/100 of a small one, as the networks see it.</summary>
    public static float[] Lightness(int seed)
    {
        using Image noise = Image.Perlin(LabTensor.Size, LabTensor.Size, cellSize: 24, seed: seed);
        using Image lightness = ((noise * 0.4) + 0.5).Cast(Enums.BandFormat.Float);
        return lightness.WriteToMemory<float>();
    }

    public static byte[] Jpeg(int width, int height, int channels)
    {
        using Image noise = Image.Perlin(width, height, cellSize: 96, seed: 3);
        using Image fine = Image.Gaussnoise(width, height, sigma: 4, mean: 0, seed: 4);
        using Image grey = ((noise * 110) + 128 + fine).Cast(Enums.BandFormat.Uchar);
        using Image image = channels == 1
            ? grey.Copy(interpretation: Enums.Interpretation.Bw)
            : grey.Bandjoin(grey.Rot180(), grey.Flip(Enums.Direction.Horizontal)).Copy(interpretation: Enums.Interpretation.Srgb);
        return image.JpegsaveBuffer(q: 90);
    }
}
