using System.Globalization;
using System.Text;

namespace Colorize.Text;

/// <summary>
/// Text from outside, such as the name of a blob, for a log or a terminal: what would move the cursor, colour the line, turn it round
/// or begin a new one is written as an escape that everybody sees.
/// </summary>
public static class VisibleText
{
    /// <summary>Of a text that nobody asked for, this many characters are quoted.</summary>
    public const int MaxQuoted = 200;

    /// <summary>The text with control, formatting and line-separating characters as <c>\uXXXX</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The characters after which it is cut.</param>
    public static string Of(string text, int maxLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        string shown = text.Length <= maxLength ? text : string.Concat(text.AsSpan(0, maxLength), "…");
        if (!NeedsEscapes(shown))
        {
            return shown;
        }

        StringBuilder visible = new(shown.Length + 16);
        foreach (Rune rune in shown.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                // As C#, JavaScript and JSON escape it, beyond the first plane in two halves.
                foreach (char half in rune.ToString())
                {
                    visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)half:X4}");
                }
            }
            else
            {
                visible.Append(rune);
            }
        }

        return visible.ToString();
    }

    private static bool NeedsEscapes(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                return true;
            }
        }

        return false;
    }

    // A lone surrogate reads as the replacement character, which shows itself.
    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
