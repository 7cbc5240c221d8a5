using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer;
using Colorize.Trainer.Data;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Reporting;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Reporting;

/// <summary>The report of a set of untrained networks on a few landscapes.</summary>
internal sealed record SmallReport(string Html, ModelManifest Manifest, ModelSetScores Scores)
{
    private static readonly ConcurrentDictionary<(Network Network, int Classes), Lazy<byte[]>> Exported = new();

    public static async Task<SmallReport> CreateAsync(string folder, string[] classes, params Network[] networks)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        foreach (string className in classes)
        {
            Pictures.WriteTensors(Path.Combine(folder, "data", "train"), className, 2);
            Pictures.WriteTensors(Path.Combine(folder, "data", "test"), className, 3, firstSeed: 50);
        }

        var work = new WorkFolder(Path.Combine(folder, "work"));
        using OpenedDataset pictures = await OpenedDataset.OpenAsync(
            Dataset.InFolder(Path.Combine(folder, "data")), work, TextWriter.Null, cancellationToken);
        Dictionary<Network, byte[]> files = networks.ToDictionary(network => network, network => Export(network, classes.Length));
        ModelSetScores scores = ModelSetScores.Measure(
            files, classes.Length, pictures.Training, pictures.TestSets, threads: 1, cancellationToken);
        var manifest = new ModelManifest(
            ModelManifest.CurrentSchema,
            "small-1",
            new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero),
            pictures.Test.ClassNames,
            [.. files.Select(pair => ModelFile.Describe(pair.Key, classes.Length, pair.Value))],
            Normalization.Poster,
            new JsonObject(networks.Select(network => Run(network, classes))),
            scores.ToJson());
        byte[] report = new ReportBuilder(pictures.Training, pictures.TestSets, work, threads: 1).Build(
            manifest, files, scores, cancellationToken);
        return new SmallReport(Encoding.UTF8.GetString(report), manifest, scores);
    }

    /// <summary>A network's file, made once for all reports: AlexNet alone has 57 million weights.</summary>
    private static byte[] Export(Network network, int classes) =>
        Exported.GetOrAdd((network, classes), static key => new Lazy<byte[]>(() => Write(key.Network, key.Classes))).Value;

    private static byte[] Write(Network network, int classes)
    {
        switch (network)
        {
            case Network.AlexNet:
                using (AlexNetGray alexNet = RandomNetworks.AlexNet(classes, seed: 1))
                {
                    return AlexNetGraph.Write(alexNet, WeightPrecision.Float16);
                }

            case Network.ResNet:
                using (ResNetGray resNet = RandomNetworks.ResNet(seed: 2))
                {
                    return ColorizerGraph.Write(resNet, WeightPrecision.Float16);
                }

            case Network.UNet:
                using (UNetGray unet = RandomNetworks.UNet(classes, seed: 4))
                {
                    return UNetGraph.Write(unet, WeightPrecision.Float16);
                }

            default:
                using (EnsembleGray ensemble = RandomNetworks.Ensemble(classes, seed: 3))
                {
                    return ColorizerGraph.Write(ensemble, WeightPrecision.Float16);
                }
        }
    }

    private static KeyValuePair<string, JsonNode?> Run(Network network, string[] classes)
    {
        var options = new TrainingOptions { Epochs = 3, LearningRate = 0.0125 };
        EpochRecord[] history = [new(1, 0.005, 0.0045, 10), new(2, 0.004, 0.0042, 10)];
        return KeyValuePair.Create(
            network.Name(),
            JsonSerializer.SerializeToNode(
                new TrainingState(options, network, classes, 84, history), ManifestTrainingJson.Default.TrainingState));
    }
}
