using NetVips;

namespace Colorize.Imaging;

/// <summary>A picture of a picture for a screen: any image that Colorize reads as a JPEG that every browser shows.</summary>
/// <param name="limits">What an image may ask for.</param>
public sealed class Preview(ImageLimits limits)
{
    private const int Quality = 90;

    /// <summary>Makes an upright sRGB JPEG without metadata.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="longestSide">The longest side that the result may have, in pixels; a smaller image keeps its size.</param>
    /// <param name="grey">Whether to keep the lightness alone, as black-and-white film does.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="ImageRejectedException">The file is no image that can be processed.</exception>
    public byte[] ToJpeg(
        ReadOnlyMemory<byte> image, string name, int longestSide, bool grey = false, CancellationToken cancellationToken = default)
    {
        using OpenedImage header = ImageReader.Open(image, name, limits);
        double scale = Math.Min(1, longestSide / (double)Math.Max(header.Width, header.Height));
        int width = Math.Max(1, (int)Math.Round(header.Width * scale));
        int height = Math.Max(1, (int)Math.Round(header.Height * scale));
        using OpenedImage opened = ImageReader.Open(image, name, limits, smallestSide: Math.Min(width, height));
        using PixelBuffer pixels = opened.DecodeResized(width, height, cancellationToken);
        using Image decoded = pixels.AsImage();
        bool single = grey || pixels.Channels == 1;
        using Image shown = decoded.Colourspace(single ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return shown.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }
}
