using NetVips;

namespace Colorize.Tests.Imaging;

/// <summary>Images that the tests draw themselves.</summary>
internal static class TestImages
{
    /// <summary>A grey ramp from black at the left to white at the right, with a darker lower half.</summary>
    public static Image Grey(int width, int height, bool deep = false)
    {
        using Image xyz = Image.Xyz(width, height);
        using Image x = xyz[0];
        using Image y = xyz[1];
        using Image lower = y > (height / 2.0);
        using Image ramp = x * (255.0 / Math.Max(1, width - 1)) * ((lower / 255.0 * -0.5) + 1);
        return deep
            ? (ramp * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16)
            : ramp.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
    }

    /// <summary>Four quarters: red and green above, blue and white below.</summary>
    public static Image Quarters(int width, int height)
    {
        byte[] pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (bool left, bool top) = (x < width / 2, y < height / 2);
                int at = ((y * width) + x) * 3;
                pixels[at] = (byte)(left == top ? 255 : 0);
                pixels[at + 1] = (byte)(left ? 0 : 255);
                pixels[at + 2] = (byte)(top ? 0 : 255);
            }
        }

        using Image raw = Image.NewFromMemory(pixels, width, height, 3, Enums.BandFormat.Uchar);
        return raw.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
