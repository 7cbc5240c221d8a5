using System.Text.Json.Nodes;

namespace Colorize.Trainer.Evaluation;

/// <summary>Writes scores as the manifest's metrics.</summary>
internal static class MetricsJson
{
    /// <summary>Digits that mean something in a loss of some thousandths.</summary>
    private const int Digits = 6;

    public static JsonObject From(IReadOnlyList<ColorizerScores> scores) => new()
    {
        ["split"] = "test",
        ["pictures"] = scores[0].Pictures.Count,
        ["mse"] = new JsonObject(scores.Select(score => KeyValuePair.Create(score.Predictor, (JsonNode?)From(score)))),
    };

    private static JsonObject From(ColorizerScores scores)
    {
        JsonObject json = From(scores.Mse);
        json["byClass"] = new JsonObject(scores.MseByClass.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)From(pair.Value))));
        return json;
    }

    private static JsonObject From(Summary summary) => new()
    {
        ["mean"] = Math.Round(summary.Mean, Digits),
        ["deviation"] = Math.Round(summary.Deviation, Digits),
    };
}
