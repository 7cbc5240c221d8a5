using Colorize.Trainer.Evaluation;

namespace Colorize.Tests.Trainer.Evaluation;

public class PairedComparisonTests
{
    private const int Pictures = 400;

    [Fact]
    public void A_small_but_steady_gain_is_more_than_noise()
    {
        PairedComparison comparison = PairedComparison.Of(Scores(error => error), Scores(error => error * 0.97));
        Assert.Equal(-0.03, comparison.Change, tolerance: 1e-9);
        Assert.True(comparison.IsSignificant);
        Assert.Equal((2, 2), (comparison.ClassesImproved, comparison.Classes));
    }

    [Fact]
    public void A_gain_that_comes_and_goes_is_noise()
    {
        var random = new Random(4);
        PairedComparison comparison = PairedComparison.Of(Scores(error => error), Scores(error => error * (0.2 + (1.6 * random.NextDouble()))));
        Assert.False(comparison.IsSignificant);
        Assert.InRange(comparison.Change, comparison.Low, comparison.High);
    }

    private static ColorizerScores Scores(Func<double, double> change)
    {
        var random = new Random(1);
        return new ColorizerScores("any", [.. Enumerable.Range(0, Pictures).Select(index =>
            new PictureScore($"{index}", index % 2 == 0 ? "a" : "b", change(0.001 + (0.004 * random.NextDouble())), 0, 0, 0, 0, 0))]);
    }
}
