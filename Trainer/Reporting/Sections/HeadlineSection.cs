using System.Xml.Linq;
using Colorize.Models;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Reporting.Charts;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>What came out, in plain words.</summary>
internal static class HeadlineSection
{
    public static XElement Render(ReportContent content) => Html.Section(
        "results",
        "In short",
        Html.Of("ul", "tiles", content.Scores.Colorizers.Select(Tile), ClassifierTile(content.Scores.Classifier)),
        content.Networks.Select(network => Html.Paragraph(OnNetwork(network, content))),
        content.Scores.Comparison is { } comparison ? Html.Paragraph(OnComparison(comparison)) : null,
        content.Scores.Classifier is { } classifier ? Html.Paragraph(OnClassifier(classifier)) : null,
        Html.Note(
            "Loss is the mean squared error (MSE) of a and b, the two colour coordinates of CIE L*a*b*, mapped to 0…1 as (ab + 128)/255 "
                + "like on the poster, and given in thousandths. "
            + "Grey guesses a = b = 0 everywhere, mean colour guesses the average colour of the training pictures: what a network is worth "
            + "shows beside them."));

    private static XElement Tile(ColorizerScores scores) => new(
        "li",
        new XAttribute("style", $"--tile: var({ChartColor.Of(scores.Predictor).Variable})"),
        Html.Of("span", "name", ReportText.Title(scores.Predictor)),
        Html.Of("b", "figure", ReportText.Thousandths(scores.Mse.Mean)),
        Html.Of("span", "unit", ReportText.LossUnit));

    private static XElement? ClassifierTile(ClassifierScores? scores) => scores is null ? null : new XElement(
        "li",
        new XAttribute("style", "--tile: var(--ink)"),
        Html.Of("span", "name", $"{ReportText.Title(Network.AlexNet)}, top 3"),
        Html.Of("b", "figure", ReportText.Percent(scores.Top3)),
        Html.Of("span", "unit", $"top 1: {ReportText.Percent(scores.Top1)}"));

    private static object[] OnNetwork(ColorizerScores network, ReportContent content)
    {
        ColorizerScores grey = content.Find(ConstantColor.GreyName)!;
        ColorizerScores mean = content.Find(ConstantColor.MeanName)!;
        int better = network.MseByClass.Count(pair => pair.Value.Mean < grey.MseByClass[pair.Key].Mean);
        return
        [
            Html.Strong(ReportText.Title(network.Predictor)),
            $" has a loss of {ReportText.Thousandths(network.Mse.Mean)}: {Against(network, grey)} grey and "
            + $"{Against(network, mean)} the mean colour. "
            + $"It is better than grey in {better} of {network.MseByClass.Count} classes.",
        ];
    }

    private static string Against(ColorizerScores network, ColorizerScores baseline)
    {
        double change = (network.Mse.Mean / baseline.Mse.Mean) - 1;
        return $"{ReportText.Percent(Math.Abs(change))} {(change < 0 ? "below" : "above")}";
    }

    private static object[] OnComparison(PairedComparison comparison) =>
    [
        Html.Strong("Telling the colorizer what it sees"),
        $" {(comparison.Change < 0 ? "lowers" : "raises")} the loss by "
        + $"{ReportText.Number(Math.Abs(comparison.Change) * 100, "0.00")}\u00A0% (Ensemble beside ResNet; 95\u00A0% interval "
        + $"{ReportText.Change(comparison.Low)} to {ReportText.Change(comparison.High)}), and Ensemble is the better one in "
        + $"{comparison.ClassesImproved} of {comparison.Classes} classes. ",
        comparison.IsSignificant
            ? "The interval does not reach zero: the difference is more than the chance of which pictures were tested."
            : "The interval holds zero: the difference is within the noise of which pictures were tested, and says nothing.",
        $" It comes from a paired bootstrap of {ReportText.Count(PairedComparison.Draws)} draws over the pictures; "
            + "what another training run would give is not in it.",
    ];

    private static object[] OnClassifier(ClassifierScores classifier) =>
    [
        Html.Strong("The classifier"),
        $" (AlexNet, on lightness alone) names the right class for {ReportText.Percent(classifier.Top1)} of the pictures, "
        + $"and has it among its first three for {ReportText.Percent(classifier.Top3)}. Guessing would be right for "
        + $"{ReportText.Percent(1.0 / classifier.ClassNames.Count)} and "
        + $"{ReportText.Percent(Math.Min(1, 3.0 / classifier.ClassNames.Count))}.",
    ];
}
