using System.Text.Json;
using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Publishing;

/// <summary>Makes a model set of the best weights in a work folder, and measures it on the test pictures.</summary>
internal sealed class ModelSetBuilder(WorkFolder work, int threads, TimeProvider time)
{
    /// <summary>Exports, measures and describes the networks that have been trained.</summary>
    /// <exception cref="TrainingException">No colorizer has been trained in the folder, or the networks know different classes.</exception>
    public ModelSet Build(string version, OpenedDataset pictures, CancellationToken cancellationToken)
    {
        List<string> classes = pictures.Training.ClassNames;
        List<ExportedNetwork> networks =
            [.. Enum.GetValues<Network>().Select(network => ExportedNetwork.FromRun(network, work, threads)).OfType<ExportedNetwork>()];
        if (!networks.Exists(network => network.Network != Network.AlexNet))
        {
            throw new TrainingException(
                "There is nothing to publish: no colorizer has been trained in this work folder. Train resnet, or alexnet and ensemble.");
        }

        if (networks.Exists(network => !network.State.ClassNames.SequenceEqual(classes)))
        {
            throw new TrainingException(
                $"The networks were trained for other classes than the pictures have: {string.Join(", ", classes)}.");
        }

        networks = Quantize(networks, pictures.Training, cancellationToken);
        ModelSetScores scores = ModelSetScores.Measure(
            networks.ToDictionary(network => network.Network, network => network.File),
            classes.Count,
            pictures.Training,
            pictures.TestSets,
            threads,
            cancellationToken);
        Dictionary<ModelFile, byte[]> files = networks.ToDictionary(
            network => ModelFile.Describe(network.Network, classes.Count, network.File), network => network.File);
        var manifest = new ModelManifest(
            ModelManifest.CurrentSchema,
            version,
            time.GetUtcNow(),
            classes,
            [.. files.Keys],
            Normalization.Poster,
            new JsonObject(networks.Select(ToTraining)),
            Metrics(scores, networks),
            ThresholdOf(networks, pictures.Training, cancellationToken));
        return new ModelSet(manifest, files, scores);
    }

    private List<ExportedNetwork> Quantize(List<ExportedNetwork> networks, CachedDataset training, CancellationToken cancellationToken)
    {
        var export = new Int8Export(training, threads);
        using OnnxSession? classifier = networks.Find(network => network.Network == Network.AlexNet) is { } alexNet
            ? new OnnxSession(alexNet.Exact, threads)
            : null;
        return [.. networks.Select(network => network.IsPublished ? network : export.Quantize(network, classifier, cancellationToken))];
    }

    private static JsonObject Metrics(ModelSetScores scores, List<ExportedNetwork> networks)
    {
        JsonObject metrics = scores.ToJson();
        metrics[QuantizationEffect.Section] = new JsonObject(
            from network in networks
            where network.Quantization is not null
            select KeyValuePair.Create(network.Network.Name(), (JsonNode?)network.Quantization!.ToJson()));
        return metrics;
    }

    private double? ThresholdOf(List<ExportedNetwork> networks, CachedDataset training, CancellationToken cancellationToken)
    {
        if (networks.Find(network => network.Network == Network.AlexNet) is not { } classifier)
        {
            return null;
        }

        using var session = new OnnxSession(classifier.File, threads);
        ValidationSplit split = ValidationSplit.Create(training, classifier.State.Options.ValidationFraction);
        return ClassThreshold.Of(session, new TestSet(Splits.Train, training), split.Validation, cancellationToken);
    }

    private static KeyValuePair<string, JsonNode?> ToTraining(ExportedNetwork network) => KeyValuePair.Create(
        network.Network.Name(), JsonSerializer.SerializeToNode(network.State, ManifestTrainingJson.Default.TrainingState));
}
