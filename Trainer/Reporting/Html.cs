using System.Xml.Linq;

namespace Colorize.Trainer.Reporting;

/// <summary>
/// Pieces of the page. They are trees and not strings, so that whatever comes from a folder's name is encoded where it is
/// written, and can never be markup.
/// </summary>
internal static class Html
{
    /// <summary>A chapter with its heading.</summary>
    public static XElement Section(string id, string heading, params object?[] content) => new(
        "section",
        new XAttribute("id", id),
        new XAttribute("aria-labelledby", $"{id}-heading"),
        new XElement("h2", new XAttribute("id", $"{id}-heading"), heading),
        content);

    /// <summary>A paragraph.</summary>
    public static XElement Paragraph(params object?[] content) => new("p", content);

    /// <summary>A remark in small print.</summary>
    public static XElement Note(params object?[] content) => new("p", new XAttribute("class", "note"), content);

    /// <summary>Something that matters.</summary>
    public static XElement Strong(string text) => new("strong", text);

    /// <summary>An element of a class; its end tag is written even where it has no content, as HTML wants it.</summary>
    public static XElement Of(string element, string className, params object?[] content) =>
        new(element, new XAttribute("class", className), string.Empty, content);

    /// <summary>What is there for those who want to know exactly.</summary>
    public static XElement Details(string summary, params object?[] content) => new("details", new XElement("summary", summary), content);

    /// <summary>A table in a box of its own, which scrolls where the table is wider than the page.</summary>
    /// <param name="name">What it shows.</param>
    /// <param name="headings">The heading of each column.</param>
    /// <param name="rows">The rows; the first cell is the row's heading.</param>
    public static XElement Table(string name, IEnumerable<string> headings, IEnumerable<IReadOnlyList<object>> rows) =>
        Scroll(name, new XElement(
        "table",
        new XElement("thead", new XElement("tr", headings.Select(heading => new XElement("th", new XAttribute("scope", "col"), heading)))),
        new XElement("tbody", rows.Select(row => new XElement(
            "tr",
            new XElement("th", new XAttribute("scope", "row"), row[0]),
            row.Skip(1).Select(cell => new XElement("td", string.Empty, cell)))))));

    /// <summary>A box that scrolls by itself, with the keyboard as well.</summary>
    public static XElement Scroll(string name, XElement content) => new(
        "div",
        new XAttribute("class", "scroll"),
        new XAttribute("tabindex", 0),
        new XAttribute("role", "group"),
        new XAttribute("aria-label", name),
        content);
}
