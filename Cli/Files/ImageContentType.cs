namespace Colorize.Cli.Files;

/// <summary>Content types of image files by their extension, for those who look at the blobs; the functions go by content.</summary>
internal static class ImageContentType
{
    /// <summary>The content type of a file name.</summary>
    public static string Of(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".JPG" or ".JPEG" or ".JPE" or ".JFIF" => "image/jpeg",
        ".PNG" => "image/png",
        ".WEBP" => "image/webp",
        ".TIF" or ".TIFF" => "image/tiff",
        ".GIF" => "image/gif",
        ".AVIF" => "image/avif",
        ".BMP" => "image/bmp",
        ".PBM" or ".PGM" or ".PPM" or ".PNM" => "image/x-portable-anymap",
        _ => "application/octet-stream",
    };
}
