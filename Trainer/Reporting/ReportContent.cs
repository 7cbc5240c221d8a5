using Colorize.Models;
using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Experiments.Ablation;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Reporting.Pictures;

namespace Colorize.Trainer.Reporting;

/// <summary>What a report tells of.</summary>
/// <param name="Manifest">The model set.</param>
/// <param name="Scores">What was measured on the test pictures.</param>
/// <param name="PicturesHere">How many pictures to learn from there are now.</param>
/// <param name="Pictures">The picture grid.</param>
/// <param name="Ablation">What the classes are worth, if that was tried.</param>
internal sealed record ReportContent(
    ModelManifest Manifest, ModelSetScores Scores, int PicturesHere, PictureGrid Pictures, AblationReport? Ablation)
{
    /// <summary>How the networks were trained.</summary>
    public IReadOnlyList<NetworkRun> Runs { get; } = NetworkRun.Of(Manifest);

    /// <summary>
    /// How many pictures the networks learned from; where an older trainer did not record them, those that there are now.
    /// </summary>
    public int TrainingPictures => Runs.Max(run => run.State.Pictures?.Count) ?? PicturesHere;

    /// <summary>The scores of the colorizers that are networks.</summary>
    public IReadOnlyList<ColorizerScores> Networks { get; } =
        [.. Scores.Colorizers.Where(scores => scores.Predictor is not (ConstantColor.GreyName or ConstantColor.MeanName))];

    /// <summary>How many pictures were measured on.</summary>
    public int TestPictures => Scores.Colorizers[0].Pictures.Count;

    /// <summary>The scores of a predictor; null if the set lacks it.</summary>
    public ColorizerScores? Find(string predictor) => Scores.Colorizers.FirstOrDefault(scores => scores.Predictor == predictor);
}
