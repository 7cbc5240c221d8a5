using Colorize.Imaging;

namespace Colorize.Cli.Files;

/// <summary>Files that hold an image of a kind that the functions read, told as they tell it: by content, whatever the name.</summary>
internal static class ImageFile
{
    /// <summary>Whether a regular file is one.</summary>
    public static bool IsImage(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[ImageSignature.Length];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return ImageSignature.Detect(start[..read]) is not null;
    }
}
