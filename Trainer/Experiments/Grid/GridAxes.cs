using Colorize.Models;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments.Grid;

/// <summary>The values that a grid search tries, each with each.</summary>
/// <param name="BatchSizes">Pictures in a step.</param>
/// <param name="L2">Penalties on the weights.</param>
/// <param name="LearningRates">Highest learning rates.</param>
/// <param name="OneHot">Whether the ensemble is told the most probable class as certain; other networks are told nothing.</param>
internal sealed record GridAxes(
    IReadOnlyList<int> BatchSizes, IReadOnlyList<double> L2, IReadOnlyList<double> LearningRates, IReadOnlyList<bool> OneHot)
{
    /// <summary>The options of every run, without repetitions.</summary>
    /// <param name="network">The kind of network.</param>
    /// <param name="others">The options that all runs share.</param>
    public IReadOnlyList<TrainingOptions> Options(Network network, TrainingOptions others)
    {
        IEnumerable<TrainingOptions> all =
            from batchSize in BatchSizes
            from l2 in L2
            from rate in LearningRates
            from oneHot in OneHot
            select others with { BatchSize = batchSize, L2 = l2, LearningRate = rate, OneHot = oneHot && network == Network.Ensemble };
        return [.. all.Distinct()];
    }
}
