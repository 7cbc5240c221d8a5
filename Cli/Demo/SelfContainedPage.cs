using System.Net;
using Colorize.Cli.Gallery.Serving;

namespace Colorize.Cli.Demo;

/// <summary>A page that is one file: pictures, style and script are inside, so that it can be mailed, printed and kept.</summary>
internal static class SelfContainedPage
{
    /// <summary>The page in HTML.</summary>
    /// <param name="introduction">What stands above the photographs.</param>
    /// <param name="cards">The photographs.</param>
    /// <param name="notes">What stands below them.</param>
    public static string Render(string introduction, IEnumerable<PhotoCard> cards, IEnumerable<string> notes) =>
        PageFile.Read("demo/self-contained.html")
        .Replace("{{style}}", PageFile.Read("gallery/colorize.css"), StringComparison.Ordinal)
        .Replace("{{script}}", PageFile.Read("gallery/compare.js"), StringComparison.Ordinal)
        .Replace("{{introduction}}", WebUtility.HtmlEncode(introduction), StringComparison.Ordinal)
        .Replace(
            "{{notes}}", string.Join('\n', notes.Select(note => $"    <p>{WebUtility.HtmlEncode(note)}</p>")), StringComparison.Ordinal)
        .Replace("{{photographs}}", string.Join('\n', cards.Select(card => card.Render())), StringComparison.Ordinal);

    /// <summary>The address of a JPEG that is inside the page.</summary>
    public static string Embed(ReadOnlySpan<byte> jpeg) => $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}";
}
