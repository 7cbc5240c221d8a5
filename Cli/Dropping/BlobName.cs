using System.Globalization;
using System.Text;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>Names for photographs in storage and for results on disk, made from names that may hold anything.</summary>
internal static class BlobName
{
    /// <summary>The longest name in bytes of UTF-8: file systems take 255, and a number may come before the ending.</summary>
    public const int MaxBytes = 240;

    private const int MaxExtensionBytes = 16;

    private const string Separators = "/\\";

    /// <summary>
    /// The name of one file, on any system: no separators, no control characters, no <c>..</c>, and not longer than file
    /// systems allow.
    /// </summary>
    public static string Of(string fileName)
    {
        string plain = string.Concat(fileName.Select(letter => IsPlain(letter) ? letter : '_')).Trim();
        if (Encoding.UTF8.GetByteCount(plain) > MaxBytes)
        {
            string extension = Path.GetExtension(plain);
            extension = Encoding.UTF8.GetByteCount(extension) > MaxExtensionBytes ? string.Empty : extension;
            plain = Cut(plain, MaxBytes - Encoding.UTF8.GetByteCount(extension)) + extension;
        }

        return plain.Length > 0 && BlobPaths.IsAddressable(plain) ? plain : "photograph";
    }

    /// <summary>The nth name after a name or path that is taken: <c>photo.jpg</c>, <c>photo (2).jpg</c>, <c>photo (3).jpg</c>.</summary>
    public static string Numbered(string path, int number)
    {
        string extension = Path.GetExtension(path);
        return number == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path[..^extension.Length]} ({number}){extension}");
    }

    private static bool IsPlain(char letter) =>
        !char.IsControl(letter) && !Separators.Contains(letter) && !Path.GetInvalidFileNameChars().Contains(letter);

    private static string Cut(string text, int maxBytes)
    {
        int bytes = 0;
        StringBuilder cut = new();
        foreach (Rune letter in text.EnumerateRunes())
        {
            bytes += letter.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                break;
            }

            cut.Append(letter.ToString());
        }

        return cut.ToString();
    }
}
