using NetVips;

namespace Colorize.Imaging;

/// <summary>Encodes colour images for keeping: no chroma subsampling, and lossless where the format is.</summary>
internal static class ImageWriter
{
    private const int Quality = 95;

    // Level 6 takes twice as long for files that are 2 % smaller.
    private const int PngCompression = 3;

    /// <summary>Encodes an image.</summary>
    /// <param name="pixels">An image of three channels.</param>
    /// <param name="format">The file format.</param>
    /// <param name="metadata">What to write into the file beside the pixels.</param>
    public static byte[] Encode(PixelBuffer pixels, ImageFormat format, ImageMetadata metadata)
    {
        Vips.EnsureReady();
        using Image plain = pixels.AsImage();
        using Image image = metadata.Attach(plain);
        return format switch
        {
            ImageFormat.Jpeg => image.JpegsaveBuffer(q: Quality, subsampleMode: Enums.ForeignSubsample.Off),
            ImageFormat.Png => image.PngsaveBuffer(compression: PngCompression),
            ImageFormat.WebP => image.WebpsaveBuffer(q: Quality, smartSubsample: true),
            ImageFormat.Tiff => image.TiffsaveBuffer(
                compression: Enums.ForeignTiffCompression.Deflate, predictor: Enums.ForeignTiffPredictor.Horizontal),
            ImageFormat.Gif => image.GifsaveBuffer(),
            ImageFormat.Heif => image.HeifsaveBuffer(
                q: Quality, compression: Enums.ForeignHeifCompression.Av1, subsampleMode: Enums.ForeignSubsample.Off),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
    }
}
