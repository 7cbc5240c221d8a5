using System.Text.Json.Nodes;
using Colorize.Models;

namespace Colorize.Tests.Models;

internal static class TestManifests
{
    /// <summary>A manifest of all three networks that is as it should be.</summary>
    public static ModelManifest Whole { get; } = new(
        ModelManifest.CurrentSchema,
        "2026-01-31-a",
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        ["beer", "dog", "food"],
        [.. Enum.GetValues<Network>().Select(network => ModelFile.Describe(network, 3, [1, 2, (byte)network]))],
        Normalization.Poster,
        new JsonObject { ["epochs"] = 20, ["optimizer"] = new JsonObject { ["name"] = "adam" } },
        new JsonObject { ["resnet"] = new JsonObject { ["mse"] = 0.0033 } });

    public static JsonObject WholeJson => JsonNode.Parse(Whole.ToJson())!.AsObject();
}
