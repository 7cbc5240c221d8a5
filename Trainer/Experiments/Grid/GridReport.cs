using Colorize.Models;

namespace Colorize.Trainer.Experiments.Grid;

/// <summary>The results of a grid search, as they stand in <c>grid.json</c>.</summary>
/// <param name="Network">The kind of network.</param>
/// <param name="TrainingPictures">How many pictures each run learned from.</param>
/// <param name="ValidationPictures">How many pictures, also of the train split, the runs are compared on.</param>
/// <param name="Planned">How many runs there are when all is done.</param>
/// <param name="Runs">The runs so far, the best first and those that failed last.</param>
internal sealed record GridReport(Network Network, int TrainingPictures, int ValidationPictures, int Planned, IReadOnlyList<GridRow> Runs)
{
    /// <summary>The same with another run at its place.</summary>
    public GridReport With(GridRow row) =>
        this with { Runs = [.. Runs.Append(row).OrderBy(run => run.ValidationLoss ?? double.PositiveInfinity)] };
}
