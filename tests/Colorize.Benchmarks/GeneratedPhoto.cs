using NetVips;

namespace Colorize.Benchmarks;

/// <summary>A photograph-like image: fractal noise, which compresses about as a photograph does.</summary>
internal static class GeneratedPhoto
{
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
