using System.Globalization;
using System.Xml.Linq;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>The poster's figures beside those of the set.</summary>
internal static class PosterSection
{
    private const string Nothing = "not in this set";

    public static XElement Render(ReportContent content) => Html.Section(
        "poster",
        "Beside the poster",
        Html.Paragraph(
            $"The method is that of {Poster.Citation}. Its pictures and classes are others than these, so the two columns can be compared "
                + "in their direction, not digit by digit."),
        Html.Table("This set and the poster", ["Measure", "This set", "The poster"], Rows(content)),
        Html.Details(
            "The poster's loss by class",
            Html.Table(
                "The poster's loss by class",
                ["Class", $"ResNet, {ReportText.LossUnit}", $"Ensemble, {ReportText.LossUnit}"],
                Poster.LossByClass.Select(row => new object[] { row.ClassName, Digits(row.ResNet), Digits(row.Ensemble) })),
            Html.Note("Read off its bar chart, to about 0.03.")));

    private static IEnumerable<IReadOnlyList<object>> Rows(ReportContent content)
    {
        PairedComparison? comparison = content.Scores.Comparison;
        ClassifierScores? classifier = content.Scores.Classifier;
        yield return
        [
            "Pictures to learn from, to test on",
            $"{ReportText.Count(content.TrainingPictures)}, {ReportText.Count(content.TestPictures)}",
            "about 10,000, about 2,000",
        ];
        yield return ["Classes", ReportText.Count(content.Manifest.Classes.Count), $"{Poster.Classes}, of ImageNet"];
        yield return ["Classifier, class among its first three", classifier is null ? Nothing : ReportText.Percent(classifier.Top3),
            Digits(Poster.Top3 * 100) + "\u00A0%"];
        yield return
        [
            "Loss from ResNet to Ensemble",
            comparison is null
                ? Nothing
                : $"{ReportText.Change(comparison.Change)} ({ReportText.Change(comparison.Low)} to {ReportText.Change(comparison.High)})",
            $"{ReportText.Change(Poster.Change)} (no interval given)",
        ];
        yield return
        [
            "Classes in which Ensemble is better",
            comparison is null ? Nothing : $"{comparison.ClassesImproved} of {comparison.Classes}",
            $"{Poster.ClassesImproved} of {Poster.Classes}",
        ];
    }

    private static string Digits(double value) => value.ToString("0.0#", CultureInfo.InvariantCulture);
}
