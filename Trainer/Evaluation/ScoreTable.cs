using System.Globalization;

namespace Colorize.Trainer.Evaluation;

/// <summary>Prints scores by class, a column for each predictor.</summary>
internal static class ScoreTable
{
    private const int NameWidth = 18;

    public static void Write(TextWriter output, string name, IReadOnlyList<ColorizerScores> scores)
    {
        output.WriteLine($"MSE of ab on {scores[0].Pictures.Count} pictures ({name}), x 0.001:");
        output.WriteLine(Line(string.Empty, scores.Select(score => score.Predictor)));
        foreach (string className in scores[0].MseByClass.Keys)
        {
            output.WriteLine(Line(className, scores.Select(score => Thousandths(score.MseByClass[className]))));
        }

        output.WriteLine(Line("all", scores.Select(score => Thousandths(score.Mse))));
        Measure(output, "RMSE (ab)", "0.00", scores, score => score.RootMeanSquare);
        Measure(output, "PSNR (dB)", "0.00", scores, score => score.MeanOf(picture => picture.Psnr));
        Measure(output, "SSIM", "0.0000", scores, score => score.MeanOf(picture => picture.Ssim));
        Measure(output, "AuC", "0.0000", scores, score => score.MeanOf(picture => picture.Auc));
        Measure(output, "colourfulness", "0.0", scores, score => score.MeanOf(picture => picture.Colorfulness));
        Measure(output, "  of the truth", "0.0", scores, score => score.MeanOf(picture => picture.TrueColorfulness));
    }

    private static void Measure(
        TextWriter output, string name, string format, IReadOnlyList<ColorizerScores> scores, Func<ColorizerScores, double> measure) =>
        output.WriteLine(Line(name, scores.Select(score => measure(score).ToString(format, CultureInfo.InvariantCulture))));

    private static string Thousandths(Summary summary) =>
        string.Create(CultureInfo.InvariantCulture, $"{summary.Mean * 1000:0.000} ±{summary.Deviation * 1000:0.00}");

    private static string Line(string name, IEnumerable<string> cells) =>
        name.PadRight(NameWidth) + string.Concat(cells.Select(cell => cell.PadLeft(NameWidth)));
}
