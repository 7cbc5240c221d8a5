using NetVips;

namespace Colorize.Imaging;

/// <summary>Opens images from strangers: format by content, limits by header, and one of six loaders by name.</summary>
internal static class ImageReader
{
    /// <summary>Opens an image and checks its header. No pixel is decoded yet.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="limits">What the image may ask for.</param>
    /// <param name="smallestSide">
    /// Where only a small version is needed, the smallest side that it may have: JPEG then decodes at an eighth, a quarter or half the size.
    /// </param>
    /// <exception cref="ImageRejectedException">The file is no image that can be processed.</exception>
    public static OpenedImage Open(ReadOnlyMemory<byte> content, string name, ImageLimits limits, int? smallestSide = null)
    {
        limits.CheckBytes(name, content.Length);
        ImageFormat format = ImageSignature.Detect(content.Span) ?? throw new ImageRejectedException(
            RejectionReason.UnknownFormat, $"{name} is not an image that Colorize reads. Upload a JPEG, PNG, WebP, TIFF, GIF or AVIF file.");

        Vips.EnsureReady();
        var source = Source.NewFromMemory(content.Span);
        Image? image = null;
        try
        {
            image = Load(source, format, shrink: 1);
            limits.CheckDimensions(name, image.Width, image.Height);
            if (format == ImageFormat.Jpeg && smallestSide is int side && JpegShrink(image, side) is > 1 and int shrink)
            {
                image.Dispose();
                image = null;
                image = Load(source, format, shrink);
            }

            return new OpenedImage(name, format, source, image, limits.DecodingTime);
        }
        catch (VipsException exception)
        {
            image?.Dispose();
            source.Dispose();
            throw CodecErrors.ToError(name, format, exception);
        }
        catch
        {
            image?.Dispose();
            source.Dispose();
            throw;
        }
    }

    private static Image Load(Source source, ImageFormat format, int shrink)
    {
        const Enums.Access Access = Enums.Access.Sequential;
        const Enums.FailOn FailOn = Enums.FailOn.Error;

        // WebP cannot be decoded in pieces: a large one would go through a file on a disk that may be full.
        const bool Memory = true;
        return format switch
        {
            ImageFormat.Jpeg => Image.JpegloadSource(source, shrink: shrink, access: Access, failOn: FailOn),
            ImageFormat.Png => Image.PngloadSource(source, access: Access, failOn: FailOn),
            ImageFormat.WebP => Image.WebploadSource(source, page: 0, n: 1, memory: Memory, access: Access, failOn: FailOn),
            ImageFormat.Tiff => Image.TiffloadSource(source, page: 0, n: 1, access: Access, failOn: FailOn),
            ImageFormat.Gif => Image.GifloadSource(source, page: 0, n: 1, access: Access, failOn: FailOn),
            ImageFormat.Heif => Image.HeifloadSource(source, page: 0, n: 1, access: Access, failOn: FailOn),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
    }

    // The JPEG decoder shrinks by 2, 4 or 8 in the frequency domain, almost for free. At least twice the wanted side is left, so that
    // the final, better filter decides what the result looks like.
    private static int JpegShrink(Image image, int smallestSide)
    {
        int spare = Math.Min(image.Width, image.Height) / (2 * smallestSide);
        return spare switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
    }
}
