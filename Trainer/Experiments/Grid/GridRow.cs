using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments.Grid;

/// <summary>One run of a grid search.</summary>
/// <param name="Folder">The folder of the run in the grid's folder; its best weights are there.</param>
/// <param name="Options">How it was trained, with the seed.</param>
/// <param name="ValidationLoss">The loss of its best epoch on the validation pictures; null where it failed.</param>
/// <param name="TrainingLoss">The loss of that epoch on the training pictures.</param>
/// <param name="BestEpoch">That epoch, from 1.</param>
/// <param name="Top3">A classifier's part of the validation pictures whose class is among its three most probable.</param>
/// <param name="Seconds">How long the training took.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
internal sealed record GridRow(
    string Folder,
    TrainingOptions Options,
    double? ValidationLoss,
    double? TrainingLoss,
    int? BestEpoch,
    double? Top3,
    double Seconds,
    string? Failure);
