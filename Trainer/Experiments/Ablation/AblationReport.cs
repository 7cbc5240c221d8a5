using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>The results of an ablation, as they stand in <c>ablation.json</c>.</summary>
/// <param name="TestPictures">How many pictures were measured.</param>
/// <param name="Options">How each colorizer was trained; the seed is the first.</param>
/// <param name="Seeds">How often each is trained when all is done.</param>
/// <param name="StartFrom">The weights of a ResNet that all started from; null for random weights.</param>
/// <param name="Variants">What was measured, a row for each variant.</param>
/// <param name="Failures">The trainings that failed.</param>
internal sealed record AblationReport(
    int TestPictures,
    TrainingOptions Options,
    int Seeds,
    string? StartFrom,
    IReadOnlyList<AblationRow> Variants,
    IReadOnlyList<AblationFailure> Failures)
{
    /// <summary>What each colorizer was given: <c>3 seeds of 1 epoch</c>.</summary>
    public string Budget() => $"{Count(Seeds, "seed")} of {Count(Options.Epochs, "epoch")}";

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
