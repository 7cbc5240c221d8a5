using System.Text.Json.Nodes;

namespace Colorize.Trainer.Evaluation;

/// <summary>Writes scores as the manifest's metrics.</summary>
internal static class MetricsJson
{
    /// <summary>Digits that mean something in a loss of some thousandths.</summary>
    private const int Digits = 6;

    public static JsonObject From(string split, IReadOnlyList<ColorizerScores> scores) => new()
    {
        ["split"] = split,
        ["pictures"] = scores[0].Pictures.Count,
        ["mse"] = new JsonObject(scores.Select(score => KeyValuePair.Create(score.Predictor, (JsonNode?)From(score)))),
        ["measures"] = new JsonObject(scores.Select(score => KeyValuePair.Create(score.Predictor, (JsonNode?)Measures(score)))),
    };

    private static JsonObject Measures(ColorizerScores scores) => new()
    {
        ["rmseAb"] = Math.Round(scores.RootMeanSquare, Digits),
        ["psnr"] = Math.Round(scores.MeanOf(picture => picture.Psnr), Digits),
        ["ssim"] = Math.Round(scores.MeanOf(picture => picture.Ssim), Digits),
        ["auc"] = Math.Round(scores.MeanOf(picture => picture.Auc), Digits),
        ["colorfulness"] = Math.Round(scores.MeanOf(picture => picture.Colorfulness), Digits),
        ["trueColorfulness"] = Math.Round(scores.MeanOf(picture => picture.TrueColorfulness), Digits),
        ["colorfulnessDifference"] = Math.Round(
            scores.MeanOf(picture => Math.Abs(picture.Colorfulness - picture.TrueColorfulness)), Digits),
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
