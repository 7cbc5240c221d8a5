using Colorize.Imaging.Metadata;
using Colorize.Imaging.Portable;
using Colorize.Imaging.Tiff;
using Colorize.Imaging.WebP;
using NetVips;

namespace Colorize.Imaging;

/// <summary>Encodes colour pictures for keeping: no chroma subsampling, and lossless where the file that came in was.</summary>
internal static class ImageWriter
{
    private const int Quality = 95;

    // Level 6 takes twice as long for files that are 2 % smaller.
    private const int PngCompression = 3;

    private const int AvifEffort = 2;

    /// <summary>Encodes a picture, without metadata.</summary>
    /// <param name="colors">Three channels.</param>
    /// <param name="alpha">The opacity, or null.</param>
    /// <param name="page">The picture that came in: of its format, and of its depth.</param>
    /// <param name="cancellationToken">Stops the encoder.</param>
    /// <exception cref="ImageRejectedException">The format cannot hold the picture.</exception>
    public static byte[] Encode(PixelBuffer colors, PixelBuffer? alpha, OpenedImage page, CancellationToken cancellationToken)
    {
        if (page.Format == ImageFormat.Pnm)
        {
            return PnmWriter.Encode(colors);
        }

        if (page.Format == ImageFormat.Bmp)
        {
            return BmpWriter.Encode(colors, alpha);
        }

        Vips.EnsureReady();
        using Image plain = colors.AsImage();
        using Image image = alpha is null ? plain.Copy() : Join(plain, alpha);
        image.SetProgress(IgnoredProgress.Instance, cancellationToken);
        try
        {
            return Encode(image, page);
        }
        catch (VipsException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CodecFailure.JudgeEncoding(page);
        }
    }

    private static byte[] Encode(Image image, OpenedImage page) => page.Format switch
    {
        ImageFormat.Jpeg => image.JpegsaveBuffer(q: Quality, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.None),
        ImageFormat.Png => image.PngsaveBuffer(compression: PngCompression, filter: Enums.ForeignPngFilter.All, keep: Enums.ForeignKeep.None),
        ImageFormat.WebP => WebPMetadata.IsLossless(page.Picture.Content)
            ? image.WebpsaveBuffer(lossless: true, exact: true, keep: Enums.ForeignKeep.None)
            : image.WebpsaveBuffer(q: Quality, smartSubsample: true, keep: Enums.ForeignKeep.None),
        ImageFormat.Tiff => TiffPage(image, page),
        ImageFormat.Gif => image.GifsaveBuffer(keep: Enums.ForeignKeep.None),
        ImageFormat.Heif => Avif(image, page),
        _ => throw new InvalidOperationException($"{page.Format} has no encoder."),
    };

    // A page that was JPEG lost its exact values before; all others keep theirs.
    private static byte[] TiffPage(Image image, OpenedImage page)
    {
        const int Jpeg = 7;
        return page.Picture.Page?.Directory.Number(TiffTag.Compression, 1) == Jpeg
            ? image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: Quality, keep: Enums.ForeignKeep.None)
            : image.TiffsaveBuffer(
                compression: Enums.ForeignTiffCompression.Deflate, predictor: Enums.ForeignTiffPredictor.Horizontal, keep: Enums.ForeignKeep.None);
    }

    private static byte[] Avif(Image image, OpenedImage page)
    {
        using Image described = AvifMetadata.Attach(image, page);
        return described.HeifsaveBuffer(
            q: Quality,
            bitdepth: page.BitDepth,
            compression: Enums.ForeignHeifCompression.Av1,
            effort: AvifEffort,
            subsampleMode: Enums.ForeignSubsample.Off,
            keep: Enums.ForeignKeep.Exif | Enums.ForeignKeep.Xmp);
    }

    private static Image Join(Image colors, PixelBuffer alpha)
    {
        using Image band = alpha.AsImage();
        return colors.Bandjoin(band);
    }
}
