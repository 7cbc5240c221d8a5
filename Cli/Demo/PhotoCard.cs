using System.Globalization;
using System.Net;

namespace Colorize.Cli.Demo;

/// <summary>A photograph on a page: before and after under one slider, and what there is to say about it.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Before">The address of the picture before.</param>
/// <param name="After">The address of the picture after.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Lines">What to say under the title; empty ones are left out.</param>
/// <param name="File">The address of the result itself.</param>
internal sealed record PhotoCard(string Title, string Before, string After, int Width, int Height, IReadOnlyList<string> Lines, string File)
{
    /// <summary>The card in HTML.</summary>
    public string Render()
    {
        string title = Escape(Title);
        string ratio = string.Create(CultureInfo.InvariantCulture, $"--ratio:{Width}/{Height}");
        string lines = string.Concat(Lines.Where(line => line.Length > 0).Select(line => $"<p>{Escape(line)}</p>"));
        return $"""
            <figure class="photo">
              <div class="compare" style="{ratio}">
                <img class="before" src="{Escape(Before)}" alt="{title}, in black and white">
                <img class="after" src="{Escape(After)}" alt="{title}, in colour">
                <span class="seam"></span><span class="tag old">Before</span><span class="tag new">After</span>
                <input type="range" min="0" max="100" value="50" aria-label="{title}: how much of it is before">
              </div>
              <figcaption><h2><a href="{Escape(File)}">{title}</a></h2>{lines}</figcaption>
            </figure>
            """;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
