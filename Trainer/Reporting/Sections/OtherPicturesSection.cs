using System.Xml.Linq;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>How the predictors do on other pictures than the main test pictures: further test sets, and all of them faded.</summary>
internal static class OtherPicturesSection
{
    public static XElement? Render(ReportContent content) => content.Scores.Others.Count == 0 ? null : Html.Section(
        "others",
        "On other pictures",
        Html.Paragraph(
            "The loss of each predictor, and in brackets how colourful its pictures are. Faded stands for the same pictures with the "
                + "lightness of a print "
            + "that has lost its blacks and most of its contrast (0.45\u00A0L\u00A0+\u00A025): an old photograph often looks so, and the "
            + "colours should not fade with it."),
        Html.Table(
            "On other pictures",
            ["Pictures", "Truth", .. content.Scores.Colorizers.Select(scores => ReportText.Title(scores.Predictor))],
            content.Scores.Others.Prepend(content.Scores).Select(set => Row(set, content.Scores.Colorizers))));

    private static IReadOnlyList<object> Row(ModelSetScores set, IReadOnlyList<ColorizerScores> predictors) =>
    [
        $"{ReportText.ClassTitle(set.Name)}: {ReportText.Count(set.Colorizers[0].Pictures.Count)}",
        $"({ReportText.Number(set.Colorizers[0].MeanOf(picture => picture.TrueColorfulness), "0.0")})",
        .. predictors.Select(predictor => Cell(set.Colorizers.Single(scores => scores.Predictor == predictor.Predictor))),
    ];

    private static string Cell(ColorizerScores scores) =>
        $"{ReportText.Thousandths(scores.Mse.Mean)} ({ReportText.Number(scores.MeanOf(picture => picture.Colorfulness), "0.0")})";
}
