using System.Globalization;

namespace Colorize.Trainer.Evaluation;

/// <summary>Prints scores by class, a column for each predictor.</summary>
internal static class ScoreTable
{
    private const int NameWidth = 18;

    public static void Write(TextWriter output, IReadOnlyList<ColorizerScores> scores)
    {
        output.WriteLine($"MSE of ab on {scores[0].Pictures.Count} test pictures, x 0.001:");
        output.WriteLine(Line(string.Empty, scores.Select(score => score.Predictor)));
        foreach (string name in scores[0].MseByClass.Keys)
        {
            output.WriteLine(Line(name, scores.Select(score => Thousandths(score.MseByClass[name]))));
        }

        output.WriteLine(Line("all", scores.Select(score => Thousandths(score.Mse))));
    }

    private static string Thousandths(Summary summary) =>
        string.Create(CultureInfo.InvariantCulture, $"{summary.Mean * 1000:0.000} ±{summary.Deviation * 1000:0.00}");

    private static string Line(string name, IEnumerable<string> cells) =>
        name.PadRight(NameWidth) + string.Concat(cells.Select(cell => cell.PadLeft(NameWidth)));
}
