using System.Globalization;
using System.Text.Json.Nodes;
using Colorize.Inference;
using Colorize.Models;

namespace Colorize.Cli.Models;

/// <summary>A model set and what was measured of it.</summary>
/// <param name="Version">Its name.</param>
/// <param name="Place">Where it is.</param>
/// <param name="InUse">Whether the functions take it.</param>
/// <param name="Created">When it was published; null where it cannot be read.</param>
/// <param name="Networks">Each network with its mean squared error, ×10⁻³ on the poster's scale; null where none was measured.</param>
/// <param name="Top3">The part of the test pictures whose class is among the classifier's first three; null without a classifier.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
internal sealed record ListedModel(
    string Version,
    ModelLocation Place,
    bool InUse,
    DateTimeOffset? Created,
    IReadOnlyDictionary<string,
    double?> Networks,
    double? Top3,
    string? Problem)
{
    private const double Thousand = 1000;

    /// <summary>Reads a version of a place.</summary>
    public static async Task<ListedModel> ReadAsync(
        ModelRegistry registry, ModelLocation place, string version, bool inUse, CancellationToken cancellationToken)
    {
        try
        {
            ModelManifest manifest = await registry.Store.ReadManifestAsync(version, cancellationToken);
            return new ListedModel(
                version,
                place,
                inUse,
                manifest.Created,
                manifest.Files.Select(file => file.Network.Name()).ToDictionary(name => name, name => Thousand * ErrorOf(manifest, name)),
                Number(manifest.Metrics, "classifier", "top3"),
                Problem: null);
        }
        catch (ModelSetException exception)
        {
            return new ListedModel(version, place, inUse, Created: null, new Dictionary<string, double?>(), Top3: null, exception.Message);
        }
    }

    /// <summary>A network's error; the U-Net's as it answers where nobody says how vividly.</summary>
    private static double? ErrorOf(ModelManifest manifest, string network) =>
        Number(manifest.Metrics, "mse", network, "mean")
        ?? Number(
            manifest.Metrics,
            "mse",
            string.Create(CultureInfo.InvariantCulture, $"{network}-{new InferenceOptions().Vividness:0.##}"),
            "mean");

    /// <summary>A number of the metrics, which are for people and may lack anything.</summary>
    private static double? Number(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node is JsonValue value && value.TryGetValue(out double number) ? number : null;
    }
}
