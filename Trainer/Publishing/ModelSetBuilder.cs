using System.Text.Json;
using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Publishing;

/// <summary>Makes a model set of the best weights in a work folder, and measures it on the test pictures.</summary>
internal sealed class ModelSetBuilder(WorkFolder work, int threads, TimeProvider time)
{
    /// <summary>Exports, measures and describes the networks that have been trained.</summary>
    /// <exception cref="TrainingException">No colorizer has been trained in the folder, or the networks know different classes.</exception>
    public ModelSet Build(string version, CachedDataset training, CachedDataset test, CancellationToken cancellationToken)
    {
        List<ExportedNetwork> networks =
            [.. Enum.GetValues<Network>().Select(network => ExportedNetwork.FromRun(network, work, threads)).OfType<ExportedNetwork>()];
        if (!networks.Exists(network => network.Network != Network.AlexNet))
        {
            throw new TrainingException("There is nothing to publish: no colorizer has been trained in this work folder. Train resnet, or alexnet and ensemble.");
        }

        if (networks.Exists(network => !network.State.ClassNames.SequenceEqual(test.ClassNames)))
        {
            throw new TrainingException($"The networks were trained for other classes than the test pictures have: {string.Join(", ", test.ClassNames)}.");
        }

        ModelSetScores scores = ModelSetScores.Measure(
            networks.ToDictionary(network => network.Network, network => network.File), training, test, threads, cancellationToken);
        Dictionary<ModelFile, byte[]> files = networks.ToDictionary(
            network => ModelFile.Describe(network.Network, test.ClassNames.Count, network.File), network => network.File);
        var manifest = new ModelManifest(
            ModelManifest.CurrentSchema,
            version,
            time.GetUtcNow(),
            test.ClassNames,
            [.. files.Keys],
            Normalization.Poster,
            new JsonObject(networks.Select(ToTraining)),
            scores.ToJson());
        return new ModelSet(manifest, files, scores);
    }

    private static KeyValuePair<string, JsonNode?> ToTraining(ExportedNetwork network) => KeyValuePair.Create(
        NetworkNames.Of(network.Network), JsonSerializer.SerializeToNode(network.State, ManifestTrainingJson.Default.TrainingState));
}
