using NetVips;

namespace Colorize.Tests.Running;

/// <summary>Black-and-white photographs that the tests draw themselves.</summary>
internal static class TestPhoto
{
    public static string Write(string folder, string name, int seed = 1, int width = 320, int height = 200)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        using Image noise = Image.Perlin(width, height, cellSize: 64, seed: seed);
        using Image grey = ((noise * 110) + 128).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        File.WriteAllBytes(path, grey.JpegsaveBuffer(q: 90));
        return path;
    }

    public static (int Width, int Height, int Bands) Describe(string path)
    {
        using Image image = Image.NewFromBuffer(File.ReadAllBytes(path));
        return (image.Width, image.Height, image.Bands);
    }
}
