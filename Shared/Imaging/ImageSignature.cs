using System.Net.Mime;

namespace Colorize.Imaging;

/// <summary>Tells an image's format by the first bytes of its content. Names and content types are never asked.</summary>
public static class ImageSignature
{
    /// <summary>As many bytes as any signature needs.</summary>
    public const int Length = 12;

    private const int HeaderSizeEnd = 15;

    private static readonly string[] HevcBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx"];

    private static readonly string[] HeifBrands =
        ["avif", "avis", .. HevcBrands, "mif1", "mif2", "msf1", "miaf", "tmap"];

    /// <summary>The format of a file.</summary>
    /// <param name="content">The file's first bytes, at least <see cref="Length"/> where it has them.</param>
    /// <returns>The format, or null for anything that is not on the list.</returns>
    public static ImageFormat? Detect(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.WebP,
        [(byte)'I', (byte)'I', 0x2A or 0x2B, 0x00, ..] => ImageFormat.Tiff,
        [(byte)'M', (byte)'M', 0x00, 0x2A or 0x2B, ..] => ImageFormat.Tiff,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageFormat.Gif,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', _, _, _, _, ..] when IsAny(HeifBrands, content[8..12]) => ImageFormat.Heif,
        [(byte)'B', (byte)'M', _, _, _, _, _, _, _, _, _, _, ..] when content.Length < HeaderSizeEnd || IsBmpHeader(content[14]) =>
            ImageFormat.Bmp,
        [(byte)'P', >= (byte)'1' and <= (byte)'6', (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'#', ..] => ImageFormat.Pnm,
        _ => null,
    };

    /// <summary>Whether a HEIF file says that its pictures are HEVC, which is not read.</summary>
    /// <param name="content">The file's first bytes, at least <see cref="Length"/> where it has them.</param>
    public static bool IsHevc(ReadOnlySpan<byte> content) =>
        content is [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', _, _, _, _, ..] && IsAny(HevcBrands, content[8..12]);

    /// <summary>The name of a format, as people write it.</summary>
    /// <param name="format">A format.</param>
    public static string Name(this ImageFormat format) => format switch
    {
        ImageFormat.WebP => "WebP",
        ImageFormat.Heif => "AVIF",
        _ => format.ToString().ToUpperInvariant(),
    };

    /// <summary>The content type of a format.</summary>
    /// <param name="format">A format.</param>
    public static string ContentType(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => MediaTypeNames.Image.Jpeg,
        ImageFormat.Png => MediaTypeNames.Image.Png,
        ImageFormat.WebP => MediaTypeNames.Image.Webp,
        ImageFormat.Tiff => MediaTypeNames.Image.Tiff,
        ImageFormat.Gif => MediaTypeNames.Image.Gif,
        ImageFormat.Heif => MediaTypeNames.Image.Avif,
        ImageFormat.Bmp => MediaTypeNames.Image.Bmp,
        ImageFormat.Pnm => "image/x-portable-anymap",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    // The sizes of all headers of Windows and OS/2 that came to be.
    private static bool IsBmpHeader(byte size) => size is 12 or 16 or 40 or 52 or 56 or 64 or 108 or 124;

    private static bool IsAny(string[] brands, ReadOnlySpan<byte> brand)
    {
        foreach (string known in brands)
        {
            if (System.Text.Ascii.Equals(brand, known))
            {
                return true;
            }
        }

        return false;
    }
}
