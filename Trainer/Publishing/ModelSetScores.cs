using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Publishing;

/// <summary>What was measured of a model set on the test pictures.</summary>
/// <param name="Classifier">How the classifier did, if the set has one.</param>
/// <param name="Colorizers">How the colorizers and the baselines did.</param>
internal sealed record ModelSetScores(ClassifierScores? Classifier, IReadOnlyList<ColorizerScores> Colorizers)
{
    private const int Digits = 4;

    /// <summary>Measures exported networks.</summary>
    public static ModelSetScores Measure(
        IReadOnlyList<ExportedNetwork> networks, CachedDataset training, CachedDataset test, int threads, CancellationToken cancellationToken)
    {
        byte[]? FileOf(Network network) => networks.FirstOrDefault(exported => exported.Network == network)?.File;

        using OnnxSession? classifier = FileOf(Network.AlexNet) is { } alexNet ? new OnnxSession(alexNet, threads) : null;
        using ResNetPredictor? resNet = FileOf(Network.ResNet) is { } file ? new ResNetPredictor(file, threads) : null;
        using EnsemblePredictor? ensemble = classifier is not null && FileOf(Network.Ensemble) is { } fused
            ? new EnsemblePredictor(fused, classifier, test.ClassNames.Count, threads)
            : null;
        IColorPredictor?[] predictors = [ConstantColor.Grey, ConstantColor.MeanOf(training, cancellationToken), resNet, ensemble];
        return new ModelSetScores(
            classifier is null ? null : ClassifierScores.Of(classifier, test, cancellationToken),
            ColorizerEvaluation.Score([.. predictors.OfType<IColorPredictor>()], test, cancellationToken));
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

        return json;
    }
}
