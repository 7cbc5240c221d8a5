using Colorize.Imaging.Heif;
using Colorize.Imaging.Jpeg;
using Colorize.Imaging.Png;
using Colorize.Imaging.Portable;
using Colorize.Imaging.Tiff;

namespace Colorize.Imaging;

/// <summary>Finds the pictures of a file, and refuses by its name what is not read. No pixel is decoded.</summary>
internal static class PictureFinder
{
    /// <summary>The pictures of a file: the pages of a TIFF, and one of any other.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="limits">What the file may ask for.</param>
    /// <exception cref="ImageRejectedException">The file has no picture that is read.</exception>
    public static IReadOnlyList<EncodedPicture> Find(ReadOnlyMemory<byte> content, string name, ImageLimits limits)
    {
        limits.CheckBytes(name, content.Length);
        ImageFormat format = ImageSignature.Detect(content.Span) ?? throw ForeignFormat.Refuse(name, content.Span);
        return format switch
        {
            ImageFormat.Jpeg => [Jpeg(content, name, limits)],
            ImageFormat.Png => [Png(content, name)],
            ImageFormat.Tiff => Tiff(content, name, limits),
            ImageFormat.Heif => [Heif(content, name)],
            ImageFormat.Bmp => [new(format, ImageFormat.Tiff, BmpFile.ToTiff(content, name, limits))],
            ImageFormat.Pnm => [new(format, ImageFormat.Tiff, PnmFile.ToTiff(content, name, limits))],
            _ => [new(format, format, content)],
        };
    }

    private static EncodedPicture Jpeg(ReadOnlyMemory<byte> content, string name, ImageLimits limits)
    {
        JpegFile file = JpegFile.Read(content);
        JpegVariant.Check(file, name, limits);
        return new(ImageFormat.Jpeg, ImageFormat.Jpeg, file.ToSound()) { IsTopDown = file.Scans == 1 };
    }

    private static EncodedPicture Png(ReadOnlyMemory<byte> content, string name)
    {
        List<PngChunk> chunks = PngChunk.ReadAll(content);
        PngVariant.Check(chunks, name);
        return new(ImageFormat.Png, ImageFormat.Png, content)
        {
            DeclaredSpace = PngColorSpace.Read(chunks),
            IsWholeInDecoder = PngVariant.IsInterlaced(chunks),
            IsTopDown = !PngVariant.IsInterlaced(chunks),
        };
    }

    private static EncodedPicture Heif(ReadOnlyMemory<byte> content, string name)
    {
        HeifVariant.Check(content, name);
        return new(ImageFormat.Heif, ImageFormat.Heif, content);
    }

    private static List<EncodedPicture> Tiff(ReadOnlyMemory<byte> content, string name, ImageLimits limits)
    {
        TiffFile file = TiffFile.Read(content, name, limits);
        var pictures = new List<EncodedPicture>();
        ImageRejectedException? refusal = null;
        foreach (TiffDirectory page in file.Pages)
        {
            string where = file.Pages.Count > 1 ? $"(page {pictures.Count + 1} of {file.Pages.Count}) " : string.Empty;
            limits.CheckScans(name, file.MostScans(page));
            if (TiffVariant.WhyUnread(page) is { } why)
            {
                refusal ??= new(RejectionReason.UnsupportedFormat, $"{name} {where}{why}");

                // A page that is not read, beside others that are, stays as it is; where it cannot even be copied, something would be lost.
                if (!file.CanCopy(page))
                {
                    throw refusal;
                }
            }
            else if (file.Alone(page) is { } alone)
            {
                pictures.Add(new(ImageFormat.Tiff, ImageFormat.Tiff, alone)
                {
                    Extra = TiffFile.Extra(page),
                    Colors = TiffFile.Colors(page),
                    Page = new TiffPicture(file, page),
                });
            }
        }

        return pictures.Count > 0
            ? pictures
            : throw (refusal ?? CodecFailure.Judge(name, ImageFormat.Tiff, neededBytes: 0, missingRows: 1));
    }
}
