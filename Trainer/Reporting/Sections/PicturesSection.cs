using System.Xml.Linq;
using Colorize.Tensors;
using Colorize.Trainer.Reporting.Pictures;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>The poster's picture grid.</summary>
internal static class PicturesSection
{
    private const string Original = "Original";

    public static XElement Render(ReportContent content)
    {
        PictureGrid pictures = content.Pictures;
        string rule = $"{ReportText.Title(pictures.After)} beside {ReportText.Title(pictures.Before)}";
        return Html.Section(
            "pictures",
            "Pictures",
            Html.Paragraph(
                "Test pictures of every class, 128×128 pixels, as the networks see them. Nobody chose them: they are those whose names "
                    + "have the lowest SHA-256 hashes in "
                + "their class. " + $"The number is the loss of that picture, {ReportText.LossUnit}."),
            Grid(pictures.Samples),
            Extremes($"Largest gains of {rule}", pictures.Gains),
            Extremes($"Largest losses of {rule}", pictures.Losses),
            pictures.Others.Select(Sheet));
    }

    private static object[] Sheet(PictureSheet sheet) =>
        [new XElement("h3", $"Of other pictures: {ReportText.ClassTitle(sheet.Name)}"), Grid(sheet.Strips)];

    private static object[] Extremes(string heading, IReadOnlyList<PictureStrip> strips) => strips.Count == 0
        ? []
        : [new XElement("h3", heading), Html.Note("These were chosen for their figures, and stand for nothing but themselves."),
            Grid(strips)];

    private static XElement Grid(IReadOnlyList<PictureStrip> strips) => Html.Of("div", "strips", strips.Select(Strip));

    private static XElement Strip(PictureStrip strip) => new(
        "figure",
        new XAttribute("class", "strip"),
        Html.Of("div", "versions", strip.Versions.Select(version => Version(strip, version))),
        new XElement("figcaption", Html.Strong(ReportText.ClassTitle(strip.ClassName)), $" {FileName(strip)}"));

    private static XElement Version(PictureStrip strip, PictureVersion version)
    {
        string title = version.Predictor is { } predictor ? ReportText.Title(predictor) : Original;
        return Html.Of(
            "div",
            "version",
            new XElement(
                "img",
                new XAttribute("src", $"data:image/webp;base64,{Convert.ToBase64String(version.WebP)}"),
                new XAttribute("width", LabTensor.Size),
                new XAttribute("height", LabTensor.Size),
                new XAttribute("alt", $"{title}: {ReportText.ClassTitle(strip.ClassName)}")),
            Html.Of("span", "name", title),
            Html.Of("span", "figure", version.Mse is { } mse ? ReportText.Thousandths(mse) : string.Empty));
    }

    private static string FileName(PictureStrip strip) =>
        ReportText.FileName(strip.Name[(strip.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
}
