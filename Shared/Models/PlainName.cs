namespace Colorize.Models;

/// <summary>
/// Names that a model set may choose for its folder and its files. They come from bytes that may not be trusted and
/// become parts of paths, so they must be unable to leave a folder on any system.
/// </summary>
internal static class PlainName
{
    /// <summary>The rule in words, to end a sentence with.</summary>
    public const string Rule =
        "a plain name of at most 64 letters, digits, dots, hyphens and underscores, beginning and ending with a letter or digit";

    private const int MaxLength = 64;

    /// <summary>Whether the text keeps to <see cref="Rule"/>.</summary>
    public static bool Is(string text) =>
        text.Length is > 0 and <= MaxLength
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1]);

    /// <summary>The text in quotes, safe to print: control characters replaced, and cut where it grows long.</summary>
    public static string Quote(string text)
    {
        string start = text.Length <= MaxLength ? text : $"{text.AsSpan(0, MaxLength)}…";
        return $"\"{string.Concat(start.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))}\"";
    }
}
