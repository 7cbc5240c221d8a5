using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Colorize.Trainer.Reporting.Sections;

namespace Colorize.Trainer.Reporting;

/// <summary>The report as one file of HTML that needs nothing else: pictures, charts and style are inside.</summary>
internal static class ReportPage
{
    /// <summary>The most classes that an introduction can name.</summary>
    private const int MaxClasses = 40;

    private static readonly XmlWriterSettings Fragment = new()
    {
        OmitXmlDeclaration = true,
        ConformanceLevel = ConformanceLevel.Fragment,
        CheckCharacters = false,
    };

    /// <summary>Puts the sections together.</summary>
    public static string Render(ReportContent content) => Read("report.html")
        .Replace("{{style}}", Read("colorize.css") + Read("report.css"), StringComparison.Ordinal)
        .Replace("{{sections}}", Write(Sections(content)), StringComparison.Ordinal)
        .Replace("{{version}}", WebUtility.HtmlEncode(content.Manifest.Version), StringComparison.Ordinal)
        .Replace("{{introduction}}", WebUtility.HtmlEncode(Introduction(content)), StringComparison.Ordinal);

    private static IEnumerable<XElement> Sections(ReportContent content) => new[]
    {
        HeadlineSection.Render(content),
        PosterSection.Render(content),
        LearningSection.Render(content),
        ClassLossSection.Render(content),
        MeasuresSection.Render(content),
        OtherPicturesSection.Render(content),
        ClassifierSection.Render(content),
        AblationSection.Render(content.Ablation),
        PicturesSection.Render(content),
        OptionsSection.Render(content),
    }.OfType<XElement>();

    private static string Introduction(ReportContent content)
    {
        string networks = ReportText.List([.. content.Manifest.Files.Select(file => ReportText.Title(file.Network))]);
        string date = content.Manifest.Created.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return $"{networks}, published on {date}. Learned from {ReportText.Count(content.TrainingPictures)} photographs and measured on "
            + $"{ReportText.Count(content.TestPictures)} others, of {Classes(content.Manifest.Classes)}.";
    }

    private static string Classes(IReadOnlyList<string> names) => names.Count > MaxClasses
        ? $"{ReportText.Count(names.Count)} classes"
        : $"{names.Count} classes: {ReportText.List([.. names.Select(ReportText.ClassTitle)])}";

    private static string Write(IEnumerable<XElement> elements)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Fragment))
        {
            foreach (XElement element in elements)
            {
                element.WriteTo(writer);
            }
        }

        return text.ToString();
    }

    private static string Read(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
