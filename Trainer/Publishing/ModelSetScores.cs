using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Publishing;

/// <summary>What was measured of a model set on the test pictures.</summary>
/// <param name="Classifier">How the classifier did, if the set has one.</param>
/// <param name="Colorizers">How the colorizers and the baselines did.</param>
/// <param name="Comparison">How the ensemble did beside the ResNet, if the set has both.</param>
internal sealed record ModelSetScores(
    ClassifierScores? Classifier, IReadOnlyList<ColorizerScores> Colorizers, PairedComparison? Comparison)
{
    private const int Digits = 4;

    /// <summary>Measures the ONNX files of a set.</summary>
    public static ModelSetScores Measure(
        IReadOnlyDictionary<Network, byte[]> files, CachedDataset training, CachedDataset test, int threads, CancellationToken cancellationToken)
    {
        using var networks = new ModelSetNetworks(files, test.ClassNames.Count, threads);
        IReadOnlyList<ColorizerScores> scores = ColorizerEvaluation.Score(
            [ConstantColor.Grey, ConstantColor.MeanOf(training, cancellationToken), .. networks.Colorizers], test, cancellationToken);
        return new ModelSetScores(
            networks.Classifier is { } classifier ? ClassifierScores.Of(classifier, test, cancellationToken) : null,
            scores,
            networks.Colorizers.Count == 2 ? PairedComparison.Of(scores[^2], scores[^1]) : null);
    }

    /// <summary>Says the scores to a person.</summary>
    public void Write(TextWriter output)
    {
        ScoreTable.Write(output, Colorizers);
        if (Classifier is not null)
        {
            output.WriteLine($"The classifier is right for {Classifier.Top1:P1} of them, and in its first three for {Classifier.Top3:P1}.");
        }

        if (Comparison is not null)
        {
            output.WriteLine(
                $"Ensemble to ResNet: {Comparison.Change:+0.00%;-0.00%} (95 % interval {Comparison.Low:+0.00%;-0.00%} to {Comparison.High:+0.00%;-0.00%}), "
                + $"better in {Comparison.ClassesImproved} of {Comparison.Classes} classes; {(Comparison.IsSignificant ? "more than noise." : "within the noise.")}");
        }
    }

    /// <summary>The metrics of the manifest.</summary>
    public JsonObject ToJson()
    {
        JsonObject json = MetricsJson.From(Colorizers);
        if (Classifier is not null)
        {
            json["classifier"] = new JsonObject
            {
                ["top1"] = Math.Round(Classifier.Top1, Digits),
                ["top3"] = Math.Round(Classifier.Top3, Digits),
                ["confusion"] = new JsonArray([.. Classifier.Confusion.Select(row => new JsonArray([.. row.Select(count => (JsonNode)count)]))]),
            };
        }

        if (Comparison is not null)
        {
            json["ensembleToResnet"] = new JsonObject
            {
                ["change"] = Math.Round(Comparison.Change, Digits),
                ["interval95"] = new JsonArray(Math.Round(Comparison.Low, Digits), Math.Round(Comparison.High, Digits)),
                ["classesImproved"] = Comparison.ClassesImproved,
            };
        }

        return json;
    }
}
