using NetVips;

namespace Colorize.Tests.Hosting;

/// <summary>Photographs that the tests draw themselves.</summary>
internal static class TestPhotos
{
    /// <summary>A grey photograph with the look of film grain; each seed gives another.</summary>
    public static byte[] Grey(int width = 320, int height = 240, int seed = 1, string format = ".jpg")
    {
        using Image noise = Image.Perlin(width, height, cellSize: 64, uchar: true, seed: seed);
        return noise.WriteToBuffer(format);
    }

    /// <summary>A photograph in colour.</summary>
    public static byte[] Colour(int width = 320, int height = 240, int seed = 1, string format = ".jpg")
    {
        using Image red = Image.Perlin(width, height, cellSize: 64, uchar: true, seed: seed);
        using Image green = Image.Perlin(width, height, cellSize: 64, uchar: true, seed: seed + 1);
        using Image blue = Image.Perlin(width, height, cellSize: 64, uchar: true, seed: seed + 2);
        using Image joined = red.Bandjoin(green, blue);
        using Image photo = joined.Copy(interpretation: Enums.Interpretation.Srgb);
        return photo.WriteToBuffer(format);
    }

    /// <summary>Decodes the whole of an image.</summary>
    /// <exception cref="VipsException">It is not whole.</exception>
    public static void Decode(byte[] image)
    {
        using Image decoded = Image.NewFromBuffer(image, access: Enums.Access.Sequential, failOn: Enums.FailOn.Warning);
        decoded.Avg();
    }

    /// <summary>Width and height.</summary>
    public static (int Width, int Height) Size(byte[] image)
    {
        using Image decoded = Image.NewFromBuffer(image);
        return (decoded.Width, decoded.Height);
    }

    /// <summary>How far two images of a size are apart in brightness, in the mean of all pixels: 0…255.</summary>
    public static double DifferenceInBrightness(byte[] image, byte[] other)
    {
        using Image first = Image.NewFromBuffer(image);
        using Image second = Image.NewFromBuffer(other);
        using Image firstGrey = first.Colourspace(Enums.Interpretation.Bw);
        using Image secondGrey = second.Colourspace(Enums.Interpretation.Bw);
        using Image difference = firstGrey - secondGrey;
        using Image distance = difference.Abs();
        return distance.Avg();
    }

    /// <summary>Width, height and the mean distance between red and blue: 0 for a grey image.</summary>
    public static (int Width, int Height, double Colour) Measure(byte[] image)
    {
        using Image decoded = Image.NewFromBuffer(image);
        if (decoded.Bands < 3)
        {
            return (decoded.Width, decoded.Height, 0);
        }

        using Image red = decoded[0];
        using Image blue = decoded[2];
        using Image difference = red - blue;
        using Image distance = difference.Abs();
        return (decoded.Width, decoded.Height, distance.Avg());
    }
}
