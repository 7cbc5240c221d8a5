using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>How the error of a variant differs from the ResNet's, in per cent of it; negative where the variant is better.</summary>
/// <param name="Percent">The difference over all seeds that both were trained with.</param>
/// <param name="Low">The lower end of the 95 % interval, by a paired bootstrap of pictures and seeds.</param>
/// <param name="High">The upper end.</param>
/// <param name="PercentBySeed">The difference for each of these seeds.</param>
/// <param name="MoreThanNoise">Whether the interval leaves zero out.</param>
internal sealed record DifferenceToResNet(double Percent, double Low, double High, IReadOnlyList<double> PercentBySeed, bool MoreThanNoise)
{
    private const double Hundred = 100;

    /// <summary>Puts a comparison in per cent.</summary>
    public static DifferenceToResNet From(
        PairedComparison comparison, IEnumerable<ColorizerScores> resNet, IEnumerable<ColorizerScores> variant) => new(
        Hundred * comparison.Change,
        Hundred * comparison.Low,
        Hundred * comparison.High,
        [.. resNet.Zip(variant, (before, after) => Hundred * ((after.Mse.Mean / before.Mse.Mean) - 1))],
        comparison.IsSignificant);
}
