using NetVips;

namespace Colorize.Imaging;

/// <summary>Small pictures for pages, made of colours in memory.</summary>
public static class Thumbnail
{
    private const int Quality = 88;

    /// <summary>Encodes planes as a WebP that keeps the edges between colours sharp.</summary>
    /// <param name="red">Encoded sRGB in [0, 1], row by row; values beyond are cut.</param>
    /// <param name="green">As <paramref name="red"/>.</param>
    /// <param name="blue">As <paramref name="red"/>.</param>
    /// <param name="width">The pixels of a row.</param>
    /// <exception cref="ArgumentException">The planes differ in size, or are not made of whole rows.</exception>
    public static byte[] ToWebP(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, int width)
    {
        if (width < 1 || red.IsEmpty || red.Length % width != 0 || green.Length != red.Length || blue.Length != red.Length)
        {
            throw new ArgumentException(
                $"Planes of {red.Length}, {green.Length} and {blue.Length} values are no picture of width {width}.");
        }

        Vips.EnsureReady();
        using PixelBuffer pixels = PixelBuffer.Allocate(width, red.Length / width, channels: 3, bytesPerSample: 1);
        for (int index = 0; index < red.Length; index++)
        {
            (int y, int x) = Math.DivRem(index, width);
            Span<byte> pixel = pixels.Row8(y).Slice(3 * x, 3);
            pixel[0] = ToByte(red[index]);
            pixel[1] = ToByte(green[index]);
            pixel[2] = ToByte(blue[index]);
        }

        using Image image = pixels.AsImage();
        return image.WebpsaveBuffer(q: Quality, smartSubsample: true, keep: Enums.ForeignKeep.None);
    }

    private static byte ToByte(float value) => (byte)Math.Round(Math.Clamp(value, 0, 1) * byte.MaxValue);
}
