using System.Text.Json;
using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Reporting;

/// <summary>How a network of a set was trained, as its manifest says.</summary>
/// <param name="Network">The network.</param>
/// <param name="State">Its run.</param>
/// <param name="Options">The run's options as they stand in the manifest, those of other versions of the trainer included.</param>
internal sealed record NetworkRun(Network Network, TrainingState State, JsonObject Options)
{
    /// <summary>The runs of a set in the order of training; those that this trainer cannot read are left out.</summary>
    public static IReadOnlyList<NetworkRun> Of(ModelManifest manifest) =>
        [.. NetworkNames.All.Select(network => TryRead(network, manifest.Training[network.Name()])).OfType<NetworkRun>()];

    private static NetworkRun? TryRead(Network network, JsonNode? run)
    {
        try
        {
            return run?["options"] is JsonObject options
                && run.Deserialize(ManifestTrainingJson.Default.TrainingState) is { History.Count: > 0 } state
                ? new NetworkRun(network, state, options)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
