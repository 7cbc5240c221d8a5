using Colorize.Trainer.Evaluation;
using Colorize.Trainer.Experiments.Ablation;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Experiments.Ablation;

public class AblationResultsTests
{
    [Fact]
    public void A_difference_of_noise_is_called_that()
    {
        AblationResults results = Results();
        foreach ((int seed, double drift) in new[] { (1, 1.0), (2, 1.01), (3, 0.99) })
        {
            results.Add(ColorizerVariant.ResNet, seed, Scores(drift));
            results.Add(ColorizerVariant.Ensemble, seed, Scores(drift * 0.97));
            results.Add(ColorizerVariant.ShuffledClasses, seed, Scores(drift * (seed == 2 ? 1.02 : 0.985)));
        }

        AblationReport report = results.Report();
        Assert.Equal(-3, Row(report, "ensemble").DifferenceToResNet!.Percent, tolerance: 1e-9);
        Assert.Equal(2, Row(report, "ensemble").ClassesBetter);
        Assert.Null(Row(report, "resnet").DifferenceToResNet);
        string[] lines = Lines(report);
        Assert.EndsWith(
            "more than noise", lines.Single(line => line.StartsWith("ensemble ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith(
            "within the noise",
            lines.Single(line => line.StartsWith("ensemble-shuffled", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Contains(
            "19.9506   0.1995", lines.Single(line => line.StartsWith("resnet", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void While_seeds_are_missing_only_the_same_ones_are_compared()
    {
        AblationResults results = Results();
        results.Add(ColorizerVariant.ResNet, 1, Scores(1));
        results.Add(ColorizerVariant.ResNet, 2, Scores(5));
        results.Add(ColorizerVariant.Ensemble, 1, Scores(0.9));
        AblationRow row = Row(results.Report(), "ensemble");
        Assert.Equal(-10, row.DifferenceToResNet!.Percent, tolerance: 1e-9);
        Assert.Null(row.Deviation);
    }

    [Fact]
    public void A_training_that_failed_is_told_and_the_others_are_compared()
    {
        AblationResults results = Results();
        results.Add(ColorizerVariant.ResNet, 1, Scores(1));
        results.AddFailure(ColorizerVariant.TrueClasses, 1, "the loss is no longer a number");
        AblationReport report = results.Report();
        Assert.Equal(["grey", "resnet"], report.Variants.Select(row => row.Name));
        Assert.Contains("ensemble-truth, seed 1, failed: the loss is no longer a number.", Lines(report));
    }

    private static AblationResults Results() => new(
        new AblationSetup(new TrainingOptions(), Seeds: 3, StartFrom: string.Empty, EncoderWeights: string.Empty, Threads: 1),
        [Scores(1.5) with { Predictor = "grey" }]);

    private static AblationRow Row(AblationReport report, string name) => report.Variants.Single(row => row.Name == name);

    private static string[] Lines(AblationReport report)
    {
        using var output = new StringWriter();
        AblationTable.Write(output, report);
        return output.ToString().Split(output.NewLine);
    }

    private static ColorizerScores Scores(double error)
    {
        var random = new Random(1);
        return new ColorizerScores("any", [.. Enumerable.Range(0, 200).Select(index =>
            new PictureScore(
                $"{index}", index % 2 == 0 ? "land" : "sea", error * 0.02 * (0.9 + (0.2 * random.NextDouble())), 0, 0, 0, 0, 0))]);
    }
}
