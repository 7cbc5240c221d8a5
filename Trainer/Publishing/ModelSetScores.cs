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

    /// <summary>The pictures that were measured.</summary>
    public string Name { get; init; } = Splits.Test;

    /// <summary>What was measured of the set on other pictures.</summary>
    public IReadOnlyList<ModelSetScores> Others { get; init; } = [];

    /// <summary>Measures the ONNX files of a set.</summary>
    /// <param name="files">The networks.</param>
    /// <param name="classes">How many classes they know.</param>
    /// <param name="training">The training pictures, whose mean colour is a baseline; null to leave it out.</param>
    /// <param name="sets">What is measured on, the main set first.</param>
    /// <param name="threads">How many threads compute.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ModelSetScores Measure(
        IReadOnlyDictionary<Network,
        byte[]> files,
        int classes,
        CachedDataset? training,
        IReadOnlyList<TestSet> sets,
        int threads,
        CancellationToken cancellationToken)
    {
        using var networks = new ModelSetNetworks(files, classes, threads);
        IColorPredictor[] predictors = training is null
            ? [ConstantColor.Grey, .. networks.Colorizers]
            : [ConstantColor.Grey, ConstantColor.MeanOf(training, cancellationToken), .. networks.Colorizers];
        ModelSetScores[] scores = [.. sets.Select(set => Measure(networks, predictors, set, cancellationToken))];
        return scores[0] with { Others = scores[1..] };
    }

    private static ModelSetScores Measure(
        ModelSetNetworks networks, IReadOnlyList<IColorPredictor> predictors, TestSet set, CancellationToken cancellationToken)
    {
        IReadOnlyList<ColorizerScores> scores = ColorizerEvaluation.Score(predictors, set, cancellationToken);
        ColorizerScores? resNet = scores.FirstOrDefault(score => score.Predictor == Network.ResNet.Name());
        ColorizerScores? ensemble = scores.FirstOrDefault(score => score.Predictor == Network.Ensemble.Name());
        return new ModelSetScores(
            set.HasClasses && networks.Classifier is { } classifier ? ClassifierScores.Of(classifier, set, cancellationToken) : null,
            scores,
            resNet is not null && ensemble is not null ? PairedComparison.Of(resNet, ensemble) : null)
        {
            Name = set.Name,
        };
    }

    /// <summary>Says the scores to a person.</summary>
    public void Write(TextWriter output)
    {
        ScoreTable.Write(output, Name, Colorizers);
        if (Classifier is not null)
        {
            output.WriteLine($"The classifier is right for {Classifier.Top1:P1} of them, and in its first three for {Classifier.Top3:P1}.");
        }

        if (Comparison is not null)
        {
            output.WriteLine(
                $"Ensemble to ResNet: {Comparison.Change:+0.00%;-0.00%} (95 % interval {Comparison.Low:+0.00%;-0.00%} to "
                    + $"{Comparison.High:+0.00%;-0.00%}), "
                + $"better in {Comparison.ClassesImproved} of {Comparison.Classes} classes; "
                + $"{(Comparison.IsSignificant ? "more than noise." : "within the noise.")}");
        }

        foreach (ModelSetScores other in Others)
        {
            output.WriteLine();
            other.Write(output);
        }
    }

    /// <summary>The metrics of the manifest.</summary>
    public JsonObject ToJson()
    {
        JsonObject json = MetricsJson.From(Name, Colorizers);
        if (Classifier is not null)
        {
            json["classifier"] = new JsonObject
            {
                ["top1"] = Math.Round(Classifier.Top1, Digits),
                ["top3"] = Math.Round(Classifier.Top3, Digits),
                ["confusion"] = new JsonArray(
                    [.. Classifier.Confusion.Select(row => new JsonArray([.. row.Select(count => (JsonNode)count)]))]),
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

        if (Others.Count > 0)
        {
            json["others"] = new JsonArray([.. Others.Select(other => (JsonNode)other.ToJson())]);
        }

        return json;
    }
}
