using System.Globalization;
using System.Net;
using Colorize.Cli.Status;

namespace Colorize.Cli.Gallery;

/// <summary>A photograph on a page: before and after under one slider, and what there is to say about it.</summary>
/// <param name="Title">Its name.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Before">The address of the picture before.</param>
/// <param name="After">The address of the picture after; null if there is none.</param>
/// <param name="Width">The width in pixels, or 0 if it is not known.</param>
/// <param name="Height">The height in pixels, or 0 if it is not known.</param>
/// <param name="Lines">What to say under the title.</param>
/// <param name="File">The address of the result itself; null if there is none.</param>
internal sealed record PhotoCard(
    string Title, BlobState State, string? Before, string? After, int Width, int Height, IReadOnlyList<string> Lines, string? File)
{
    /// <summary>The card in HTML.</summary>
    /// <param name="key">What the page's script tells cards apart by.</param>
    /// <param name="version">What changes whenever the card does.</param>
    public string Render(string key = "", string version = "")
    {
        string ratio = Width > 0 && Height > 0
            ? string.Create(CultureInfo.InvariantCulture, $" style=\"--ratio:{Width}/{Height}\"")
            : string.Empty;
        string lines = string.Concat(Lines.Where(line => line.Length > 0).Select(line => $"<p>{Escape(line)}</p>"));
        string title = File is null ? Escape(Title) : $"<a href=\"{Escape(File)}\">{Escape(Title)}</a>";
        return $"<figure class=\"photo {State.ToString().ToLowerInvariant()}\" data-key=\"{Escape(key)}\" data-version=\"{Escape(version)}\">"
            + $"<div class=\"compare{(After is null ? " alone" : string.Empty)}\"{ratio}>{Pictures()}</div>"
            + $"<figcaption><h2>{title}</h2>{lines}</figcaption></figure>";
    }

    private string Pictures()
    {
        string title = Escape(Title);
        string before = Before is null ? string.Empty : $"<img class=\"before\" src=\"{Escape(Before)}\" alt=\"{title}, in black and white\">";
        return After is null
            ? before
            : before
                + $"<img class=\"after\" src=\"{Escape(After)}\" alt=\"{title}, in colour\">"
                + "<span class=\"seam\"></span><span class=\"tag old\">Before</span><span class=\"tag new\">After</span>"
                + $"<input type=\"range\" min=\"0\" max=\"100\" value=\"50\" aria-label=\"{title}: how much of it is before\">";
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
