using System.Net.Mime;
using Colorize.Imaging;

namespace Colorize.Cli.Files;

/// <summary>Content types of image files by their extension, for those who look at the blobs; the functions go by content.</summary>
internal static class ImageContentType
{
    /// <summary>The content type of a file name.</summary>
    public static string Of(string name) => FormatOf(name)?.ContentType() ?? MediaTypeNames.Application.Octet;

    private static ImageFormat? FormatOf(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".JPG" or ".JPEG" or ".JPE" or ".JFIF" => ImageFormat.Jpeg,
        ".PNG" => ImageFormat.Png,
        ".WEBP" => ImageFormat.WebP,
        ".TIF" or ".TIFF" => ImageFormat.Tiff,
        ".GIF" => ImageFormat.Gif,
        ".AVIF" => ImageFormat.Heif,
        ".BMP" => ImageFormat.Bmp,
        ".PBM" or ".PGM" or ".PPM" or ".PNM" => ImageFormat.Pnm,
        _ => null,
    };
}
