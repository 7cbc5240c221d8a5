namespace Colorize.Trainer.Evaluation;

/// <summary>Whether one predictor is better than another on the same pictures, or only luckier.</summary>
/// <param name="Change">The relative change of the mean squared error; negative where the second is better.</param>
/// <param name="Low">The lower end of the interval that holds the change in 95 of 100 draws.</param>
/// <param name="High">The upper end.</param>
/// <param name="ClassesImproved">The classes in which the second has the lower error.</param>
/// <param name="Classes">All classes.</param>
internal sealed record PairedComparison(double Change, double Low, double High, int ClassesImproved, int Classes)
{
    private const int Draws = 10_000;
    private const double Tail = 0.025;

    /// <summary>Whether the difference is more than noise.</summary>
    public bool IsSignificant => Low > 0 || High < 0;

    /// <summary>
    /// Compares with a paired bootstrap (Efron and Tibshirani 1993): pictures are drawn with replacement, always with the
    /// errors of both predictors.
    /// </summary>
    public static PairedComparison Of(ColorizerScores first, ColorizerScores second)
    {
        double[] before = [.. first.Pictures.Select(picture => picture.Mse)];
        double[] after = [.. second.Pictures.Select(picture => picture.Mse)];
        var random = new Random(0);
        double[] changes = [.. Enumerable.Range(0, Draws).Select(_ => Draw(random, before, after)).Order()];
        IReadOnlyDictionary<string, Summary> classes = second.MseByClass;
        int improved = first.MseByClass.Count(pair => classes[pair.Key].Mean < pair.Value.Mean);
        return new PairedComparison(
            (after.Sum() / before.Sum()) - 1, changes[(int)(Draws * Tail)], changes[(int)(Draws * (1 - Tail))], improved, classes.Count);
    }

    private static double Draw(Random random, double[] before, double[] after)
    {
        double beforeSum = 0;
        double afterSum = 0;
        for (int draw = 0; draw < before.Length; draw++)
        {
            int picture = random.Next(before.Length);
            beforeSum += before[picture];
            afterSum += after[picture];
        }

        return (afterSum / beforeSum) - 1;
    }
}
