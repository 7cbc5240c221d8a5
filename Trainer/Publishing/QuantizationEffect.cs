using System.Text.Json.Nodes;

namespace Colorize.Trainer.Publishing;

/// <summary>What storing a network in 8 bits has changed.</summary>
/// <param name="Pictures">The training pictures that set the ranges of its activations, <c>class/file</c>.</param>
/// <param name="Measure">What was compared: the mean squared error of ab, or the part of the pictures named among the first three.</param>
/// <param name="Exact">The measure with float32.</param>
/// <param name="Quantized">The measure with 8 bits.</param>
internal sealed record QuantizationEffect(IReadOnlyList<string> Pictures, string Measure, double Exact, double Quantized)
{
    /// <summary>The entry of the manifest's metrics that holds one for each network.</summary>
    public const string Section = "eightBits";

    /// <summary>The measure of colorizers.</summary>
    public const string Mse = "mse";

    /// <summary>The measure of the classifier.</summary>
    public const string Top3 = "top3";

    /// <summary>The most that the error of a colorizer may grow, as a part of it.</summary>
    private const double MaxErrorGrowth = 0.005;

    /// <summary>The most of the pictures that the classifier may lose.</summary>
    private const double MaxTop3Loss = 0.003;

    private const int Digits = 6;

    private const string MeasureField = "measure";
    private const string ExactField = "exact";
    private const string RoundedField = "rounded";
    private const string CalibratedOnField = "calibratedOn";

    /// <summary>What 8 bits cost, in the measure: the less, the better.</summary>
    public double Loss => Measure == Mse ? Quantized - Exact : Exact - Quantized;

    /// <summary>Whether the network has stayed as good as it was.</summary>
    public bool IsHarmless => Measure == Mse ? Quantized <= Exact * (1 + MaxErrorGrowth) : Quantized >= Exact - MaxTop3Loss;

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static QuantizationEffect Parse(string json)
    {
        JsonNode entry = JsonNode.Parse(json)!;
        return new QuantizationEffect(
            [.. entry[CalibratedOnField]!.AsArray().Select(name => name!.GetValue<string>())],
            entry[MeasureField]!.GetValue<string>(),
            entry[ExactField]!.GetValue<double>(),
            entry[RoundedField]!.GetValue<double>());
    }

    /// <summary>A network's entry of <see cref="Section"/>.</summary>
    public JsonObject ToJson() => new()
    {
        [MeasureField] = Measure,
        [ExactField] = Math.Round(Exact, Digits),
        [RoundedField] = Math.Round(Quantized, Digits),
        [CalibratedOnField] = new JsonArray([.. Pictures.Select(name => (JsonNode)name)]),
    };
}
