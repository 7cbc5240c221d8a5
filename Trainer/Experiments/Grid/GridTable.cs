using System.Globalization;
using Colorize.Models;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Experiments.Grid;

/// <summary>Prints the runs of a grid search, the best first.</summary>
internal static class GridTable
{
    public static void Write(TextWriter output, GridReport report)
    {
        output.WriteLine(
            $"{report.Runs.Count} runs of {report.Network.Name()}, the best first, "
            + $"by their loss on {report.ValidationPictures} validation pictures of the train split:");
        bool told = report.Network == Network.Ensemble;
        bool classifier = report.Network == Network.AlexNet;
        output.WriteLine(Line("batch", "L2", "rate", told ? "classes" : "", "validation", "epoch", classifier ? "top-3" : "", "time"));
        foreach (GridRow row in report.Runs)
        {
            TrainingOptions options = row.Options;
            output.WriteLine(Line(
                Number(options.BatchSize),
                Number(options.L2),
                Number(options.LearningRate),
                told ? options.OneHot ? "one-hot" : "soft" : string.Empty,
                row.ValidationLoss?.ToString("0.000000", CultureInfo.InvariantCulture) ?? "failed",
                row.BestEpoch is { } epoch ? Number(epoch) : string.Empty,
                row.Top3?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? string.Empty,
                row.Failure ?? Duration.Plain(TimeSpan.FromSeconds(row.Seconds))));
        }
    }

    private static string Line(string batch, string l2, string rate, string classes, string loss, string epoch, string top3, string time) =>
        $"{batch,5}{l2,10}{rate,10}{Column(classes, 9)}{loss,12}{epoch,7}{Column(top3, 9)}  {time}";

    /// <summary>A column that is not there for every network.</summary>
    private static string Column(string text, int width) => text.Length > 0 ? text.PadLeft(width) : string.Empty;

    private static string Number(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);
}
