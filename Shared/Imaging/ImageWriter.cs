using Colorize.Imaging.Encoders;
using Colorize.Imaging.Portable;
using Colorize.Imaging.Tiff;
using NetVips;

namespace Colorize.Imaging;

/// <summary>Encodes colour pictures for keeping: no chroma subsampling, and lossless where the file that came in was.</summary>
internal static class ImageWriter
{
    /// <summary>The quality of JPEG, WebP and AVIF.</summary>
    public const int Quality = 95;

    // An encoder that cannot be stopped runs in this process where noise would take no more than this share of the photograph's time: a
    // process of its own takes a quarter of a second to begin.
    private const double MaxShareOfTime = 0.1;

    // Level 6 takes almost twice as long for files that are 1.5 % smaller.
    private const int PngCompression = 4;

    // Level 9 takes 0.5 s of processor time a megapixel, for files that are some 5 % smaller than with level 6; level 7 takes half as much
    // time again as level 6, for 1.5 %. The largest pictures must be done within the time of a photograph.
    private const long SmallTiff = 8_000_000;
    private const long MediumTiff = 50_000_000;

    // Each strip is compressed by itself: the higher, the smaller the file.
    private const int TiffStrip = 256;

    /// <summary>Encodes a picture, without metadata.</summary>
    /// <param name="colors">Three channels.</param>
    /// <param name="alpha">The opacity, or null.</param>
    /// <param name="page">The picture that came in: of its format, and of its depth.</param>
    /// <param name="encoder">Runs encoders that cannot be stopped, for large pictures; null has them run here.</param>
    /// <param name="cancellationToken">Stops the encoder.</param>
    /// <exception cref="ImageRejectedException">The format cannot hold the picture.</exception>
    public static byte[] Encode(
        PixelBuffer colors, PixelBuffer? alpha, OpenedImage page, EncoderProcess? encoder, CancellationToken cancellationToken)
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
            return UncancellableEncoding.IsUsedBy(page.Format)
                ? EncodeUncancellably(image, alpha is null ? colors : null, page, encoder, cancellationToken)
                : Encode(image, page);
        }
        catch (VipsException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CodecFailure.JudgeEncoding(page);
        }
    }

    private static byte[] EncodeUncancellably(
        Image image, PixelBuffer? pixels, OpenedImage page, EncoderProcess? encoder, CancellationToken cancellationToken)
    {
        UncancellableEncoding encoding = UncancellableEncoding.Of(page);
        if (encoder is null || page.Memory.SecondsInEncoder <= MaxShareOfTime * page.Time.Limit.TotalSeconds)
        {
            return encoding.Encode(image);
        }

        if (pixels is not null)
        {
            return encoder.Encode(pixels, encoding, page.Time.Limit, cancellationToken);
        }

        using PixelBuffer joined = PixelBuffer.From(image);
        return encoder.Encode(joined, encoding, page.Time.Limit, cancellationToken);
    }

    private static byte[] Encode(Image image, OpenedImage page) => page.Format switch
    {
        ImageFormat.Jpeg => Jpeg(image),
        ImageFormat.Png =>
            image.PngsaveBuffer(compression: PngCompression, filter: Enums.ForeignPngFilter.All, keep: Enums.ForeignKeep.None),
        ImageFormat.WebP => page.Memory.IsLossless
            ? image.WebpsaveBuffer(lossless: true, exact: true, keep: Enums.ForeignKeep.None)
            : image.WebpsaveBuffer(q: Quality, smartSubsample: true, keep: Enums.ForeignKeep.None),
        ImageFormat.Tiff => TiffPage(image, page),
        _ => throw new InvalidOperationException($"{page.Format} has no encoder."),
    };

    private static byte[] Jpeg(Image image) =>
        image.JpegsaveBuffer(q: Quality, subsampleMode: Enums.ForeignSubsample.Off, keep: Enums.ForeignKeep.None);

    // A page that was JPEG lost its exact values before; all others keep theirs.
    private static byte[] TiffPage(Image image, OpenedImage page)
    {
        const int WasJpeg = 7;
        const int Colors = 3;
        return image.Bands == Colors && page.Picture.Page?.Directory.Number(TiffTag.Compression, 1) == WasJpeg
            ? JpegPage.Wrap(Jpeg(image), image.Width, image.Height)
            : image.TiffsaveBuffer(
                compression: Enums.ForeignTiffCompression.Deflate,
                predictor: Enums.ForeignTiffPredictor.Horizontal,
                level: page.Memory.Pixels switch { <= SmallTiff => 9, <= MediumTiff => 7, _ => 6 },
                tileHeight: TiffStrip,
                keep: Enums.ForeignKeep.None);
    }

    private static Image Join(Image colors, PixelBuffer alpha)
    {
        using Image band = alpha.AsImage();
        return colors.Bandjoin(band);
    }
}
