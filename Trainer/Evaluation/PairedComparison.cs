namespace Colorize.Trainer.Evaluation;

/// <summary>Whether one predictor is better than another on the same pictures, or only luckier.</summary>
/// <param name="Change">The relative change of the mean squared error; negative where the second is better.</param>
/// <param name="Low">The lower end of the interval that holds the change in 95 of 100 draws.</param>
/// <param name="High">The upper end.</param>
/// <param name="ClassesImproved">The classes in which the second has the lower error.</param>
/// <param name="Classes">All classes.</param>
internal sealed record PairedComparison(double Change, double Low, double High, int ClassesImproved, int Classes)
{
    /// <summary>How often pictures are drawn.</summary>
    public const int Draws = 10_000;

    private const double Tail = 0.025;

    /// <summary>Whether the difference is more than noise.</summary>
    public bool IsSignificant => Low > 0 || High < 0;

    /// <summary>
    /// Compares with a paired bootstrap (Efron and Tibshirani 1993): pictures are drawn with replacement, always with the
    /// errors of both predictors.
    /// </summary>
    public static PairedComparison Of(ColorizerScores first, ColorizerScores second) => Of([first], [second]);

    /// <summary>
    /// Compares predictors that were trained several times. Not only the pictures are drawn with replacement but also the
    /// trainings (Owen 2007, "The pigeonhole bootstrap"), so that the interval knows both sources of luck.
    /// </summary>
    /// <param name="first">The first predictor's scores, by training.</param>
    /// <param name="second">The second's; trainings at the same place belong together.</param>
    public static PairedComparison Of(IReadOnlyList<ColorizerScores> first, IReadOnlyList<ColorizerScores> second)
    {
        double[][] before = [.. first.Select(Errors)];
        double[][] after = [.. second.Select(Errors)];
        var random = new Random(0);
        double[] changes = [.. Enumerable.Range(0, Draws).Select(_ => Draw(random, before, after)).Order()];
        IReadOnlyDictionary<string, double> classesBefore = ColorizerScores.MseByClassOf(first);
        IReadOnlyDictionary<string, double> classesAfter = ColorizerScores.MseByClassOf(second);
        return new PairedComparison(
            (after.Sum(errors => errors.Sum()) / before.Sum(errors => errors.Sum())) - 1,
            changes[(int)(Draws * Tail)],
            changes[(int)(Draws * (1 - Tail))],
            classesBefore.Count(pair => classesAfter[pair.Key] < pair.Value),
            classesBefore.Count);
    }

    private static double[] Errors(ColorizerScores scores) => [.. scores.Pictures.Select(picture => picture.Mse)];

    private static double Draw(Random random, double[][] before, double[][] after)
    {
        int[] trainings = DrawTrainings(random, before.Length);
        double beforeSum = 0;
        double afterSum = 0;
        for (int draw = 0; draw < before[0].Length; draw++)
        {
            int picture = random.Next(before[0].Length);
            foreach (int training in trainings)
            {
                beforeSum += before[training][picture];
                afterSum += after[training][picture];
            }
        }

        return (afterSum / beforeSum) - 1;
    }

    private static int[] DrawTrainings(Random random, int count) =>
        count == 1 ? [0] : [.. Enumerable.Range(0, count).Select(_ => random.Next(count))];
}
