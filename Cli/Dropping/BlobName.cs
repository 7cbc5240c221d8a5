using System.Globalization;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>Names for photographs in storage and for results on disk, made from names that may hold anything.</summary>
internal static class BlobName
{
    private const int MaxLength = 200;

    private const string Separators = "/\\";

    /// <summary>
    /// The name of one file, on any system: no separators, no control characters, no <c>..</c>, and not longer than file
    /// systems allow.
    /// </summary>
    public static string Of(string fileName)
    {
        string plain = string.Concat(fileName.Select(letter => char.IsControl(letter) || Separators.Contains(letter) ? '_' : letter)).Trim();
        if (plain.Length > MaxLength)
        {
            string extension = Path.GetExtension(plain);
            extension = extension.Length > 10 ? string.Empty : extension;
            plain = plain[..(MaxLength - extension.Length)] + extension;
        }

        return plain.Length > 0 && BlobPaths.IsAddressable(plain) ? plain : "photograph";
    }

    /// <summary>The nth name after a name that is taken: <c>photo.jpg</c>, <c>photo (2).jpg</c>, <c>photo (3).jpg</c>.</summary>
    public static string Numbered(string name, int number) => number == 1
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)} ({number}){Path.GetExtension(name)}");
}
