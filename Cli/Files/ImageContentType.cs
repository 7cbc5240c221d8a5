namespace Colorize.Cli.Files;

/// <summary>Content types of image files by their extension, for those who look at the blobs; the functions go by content.</summary>
internal static class ImageContentType
{
    /// <summary>The content type of a file name.</summary>
    public static string Of(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".JPG" or ".JPEG" => "image/jpeg",
        ".PNG" => "image/png",
        ".WEBP" => "image/webp",
        ".TIF" or ".TIFF" => "image/tiff",
        ".GIF" => "image/gif",
        ".AVIF" => "image/avif",
        ".HEIC" or ".HEIF" => "image/heif",
        _ => "application/octet-stream",
    };
}
