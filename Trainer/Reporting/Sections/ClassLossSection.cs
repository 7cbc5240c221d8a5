using System.Xml.Linq;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Reporting.Charts;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>The poster's bar chart, and its figures.</summary>
internal static class ClassLossSection
{
    private const int Wide = 1000;
    private const int Narrow = 360;
    private const int MaxBars = 40;

    public static XElement Render(ReportContent content)
    {
        IReadOnlyList<string> classes = Shown(content);
        (string Name, string Title)[] titled = [.. classes.Select(name => (name, ReportText.ClassTitle(name)))];
        return Html.Section(
            "classes",
            "Loss by class",
            Html.Paragraph(
                "Each bar is the mean over the test pictures of a class; the whisker reaches one standard deviation of those pictures "
                    + "further. " + Extremes(content)),
            classes.Count < content.Manifest.Classes.Count
                ? Html.Note($"The {classes.Count} classes with the most test pictures, of {content.Manifest.Classes.Count}.")
                : null,
            new XElement(
                "figure",
                Legend(content.Networks),
                Html.Of("div", "wide", ClassLossBars.Draw(Wide, titled, content.Networks)),
                Html.Of("div", "narrow", ClassLossBars.Draw(Narrow, titled, content.Networks))),
            Html.Details($"All figures: {ReportText.LossUnit}, mean ± standard deviation", Html.Table(
                "Loss by class, in figures",
                ["Class", "Pictures", .. content.Scores.Colorizers.Select(scores => ReportText.Title(scores.Predictor)),
                    .. Changes(content)],
                [.. classes.Select(name => Row(name, content)), Total(content)])));
    }

    private static IReadOnlyList<string> Shown(ReportContent content) =>
        [.. content.Scores.Colorizers[0].Pictures
            .CountBy(picture => picture.ClassName)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MaxBars)
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal)];

    private static string Extremes(ReportContent content)
    {
        ColorizerScores best = content.Networks[^1];
        string lowest = ReportText.ClassTitle(best.MseByClass.MinBy(pair => pair.Value.Mean).Key);
        string highest = ReportText.ClassTitle(best.MseByClass.MaxBy(pair => pair.Value.Mean).Key);
        return $"{ReportText.Title(best.Predictor)}'s loss is lowest for {lowest} and highest for {highest}. "
            + "On the poster it was lowest for classes with little colour, and highest for food.";
    }

    private static XElement Legend(IEnumerable<ColorizerScores> networks) => Html.Of("ul", "legend", networks.Select(scores => new XElement(
        "li",
        new XAttribute("style", $"--swatch: var({ChartColor.Of(scores.Predictor).Variable})"),
        ReportText.Title(scores.Predictor))));

    private static string[] Changes(ReportContent content) => content.Scores.Comparison is null ? [] : ["Ensemble beside ResNet"];

    private static IReadOnlyList<object> Row(string className, ReportContent content)
    {
        Summary[] losses = [.. content.Scores.Colorizers.Select(scores => scores.MseByClass[className])];
        int pictures = content.Scores.Colorizers[0].Pictures.Count(picture => picture.ClassName == className);
        return [ReportText.ClassTitle(className), ReportText.Count(pictures), .. losses.Select(ReportText.Thousandths),
            .. Change(losses, content)];
    }

    private static IReadOnlyList<object> Total(ReportContent content)
    {
        Summary[] losses = [.. content.Scores.Colorizers.Select(scores => scores.Mse)];
        return [Html.Strong("all"), ReportText.Count(content.TestPictures), .. losses.Select(ReportText.Thousandths),
            .. Change(losses, content)];
    }

    private static string[] Change(Summary[] losses, ReportContent content) =>
        content.Scores.Comparison is null ? [] : [ReportText.Change((losses[^1].Mean / losses[^2].Mean) - 1)];
}
