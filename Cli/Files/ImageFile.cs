using Colorize.Imaging;

namespace Colorize.Cli.Files;

/// <summary>Files that hold an image of a kind that the functions read, told as they tell it: by content, whatever the name.</summary>
internal static class ImageFile
{
    /// <summary>Whether a regular file is one, or one of a kind that the functions refuse with words of what to do.</summary>
    public static bool IsImage(string path) => ImageSignature.Detect(Start(path)) is not null;

    /// <summary>Whether a regular file is of a kind that is read.</summary>
    public static bool IsRead(string path) =>
        Start(path) is var start && ImageSignature.Detect(start) is not null && !ImageSignature.IsHevc(start);

    private static byte[] Start(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[ImageSignature.Length];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..read];
    }
}
