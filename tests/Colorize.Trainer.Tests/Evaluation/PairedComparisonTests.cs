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
        PairedComparison comparison = PairedComparison.Of(
            Scores(error => error), Scores(error => error * (0.2 + (1.6 * random.NextDouble()))));
        Assert.False(comparison.IsSignificant);
        Assert.InRange(comparison.Change, comparison.Low, comparison.High);
    }

    [Fact]
    public void A_gain_that_depends_on_the_training_is_noise_though_each_is_sure_of_itself()
    {
        ColorizerScores before = Scores(error => error);
        ColorizerScores[] after = [Scores(error => error * 0.9), Scores(error => error * 1.08), Scores(error => error * 0.99)];
        PairedComparison comparison = PairedComparison.Of([before, before, before], after);
        Assert.Equal(-0.01, comparison.Change, tolerance: 1e-9);
        Assert.All(after, training => Assert.True(PairedComparison.Of(before, training).IsSignificant));
        Assert.False(comparison.IsSignificant);
    }

    [Fact]
    public void A_gain_in_every_training_is_more_than_noise()
    {
        ColorizerScores before = Scores(error => error);
        PairedComparison comparison = PairedComparison.Of([before, before], [Scores(error => error * 0.96), Scores(error => error * 0.98)]);
        Assert.True(comparison.IsSignificant);
        Assert.InRange(comparison.Low, -0.04 - 1e-9, -0.03);
        Assert.InRange(comparison.High, -0.03, -0.02 + 1e-9);
    }

    private static ColorizerScores Scores(Func<double, double> change)
    {
        var random = new Random(1);
        return new ColorizerScores("any", [.. Enumerable.Range(0, Pictures).Select(index =>
            new PictureScore($"{index}", index % 2 == 0 ? "a" : "b", change(0.001 + (0.004 * random.NextDouble())), 0, 0, 0, 0, 0))]);
    }
}
