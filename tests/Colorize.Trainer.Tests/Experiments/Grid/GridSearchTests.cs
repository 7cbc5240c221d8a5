using Colorize.Models;
using Colorize.Tests.Trainer.Training;
using Colorize.Trainer;
using Colorize.Trainer.Data;
using Colorize.Trainer.Experiments.Grid;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Experiments.Grid;

[Collection(LibtorchRandomness.Name)]
public sealed class GridSearchTests : IDisposable
{
    private static readonly TrainingOptions Options = Training.SmallRun.Options with { Epochs = 1 };

    private readonly SmallExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Fact]
    public async Task Runs_are_ordered_by_validation_and_one_that_fails_is_a_row_that_says_so()
    {
        using OpenedDataset pictures = await _experiment.OpenAsync();
        var axes = new GridAxes([4], [0], [1e30, 1e-2, 1e-9], [false, true]);
        using var output = new StringWriter();
        GridReport report = Search(pictures, Network.ResNet, axes, output);

        Assert.Equal(1e30, report.Runs[2].Options.LearningRate);
        Assert.Equal(12, report.TrainingPictures);
        Assert.Equal(4, report.ValidationPictures);
        Assert.True(report.Runs[0].ValidationLoss < report.Runs[1].ValidationLoss);
        Assert.Null(report.Runs[2].ValidationLoss);
        Assert.Contains("failed", Rows(report)[2], StringComparison.Ordinal);
        Assert.EndsWith("the loss is no longer a number", Rows(report)[2], StringComparison.Ordinal);
        Assert.Contains("Run 3 of 3", output.ToString(), StringComparison.Ordinal);

        using var again = new StringWriter();
        Assert.Equal(report.Runs, Search(pictures, Network.ResNet, axes, again).Runs);
        Assert.Equal(3, again.ToString().Split("It is done already.").Length - 1);
    }

    [Fact]
    public async Task A_larger_grid_keeps_what_a_smaller_one_has_trained()
    {
        using OpenedDataset pictures = await _experiment.OpenAsync();
        GridReport small = Search(pictures, Network.ResNet, new GridAxes([4], [0], [1e-3], [false]), TextWriter.Null);
        using var output = new StringWriter();
        GridReport large = Search(pictures, Network.ResNet, new GridAxes([4, 8], [0], [1e-3], [false]), output);
        Assert.Contains(small.Runs[0], large.Runs);
        Assert.Contains(
            "Run 1 of 2: resnet, batch 4, L2 0, learning rate 0.001. It is done already.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_of_ensembles_asks_the_classifier_once()
    {
        _experiment.WriteClassifier();
        using OpenedDataset pictures = await _experiment.OpenAsync();
        using var output = new StringWriter();
        GridReport report = Search(pictures, Network.Ensemble, new GridAxes([4], [0], [1e-2], [false, true]), output);
        Assert.Equal(2, report.Runs.Select(run => run.ValidationLoss).Distinct().Count());
        Assert.Equal(2, output.ToString().Split("Asking the classifier").Length);
        Assert.Contains(Rows(report), row => row.Contains("one-hot", StringComparison.Ordinal));
        Assert.Contains(Rows(report), row => row.Contains("soft", StringComparison.Ordinal));
    }

    [Fact]
    public void The_best_run_is_the_first_and_failed_ones_are_the_last()
    {
        var report = new GridReport(Network.ResNet, 12, 4, Planned: 4, []);
        foreach (double? loss in new double?[] { 0.3, null, 0.1, 0.2 })
        {
            report = report.With(new GridRow("folder", Options, loss, loss, BestEpoch: 1, Top3: null, Seconds: 1, Failure: null));
        }

        Assert.Equal([0.1, 0.2, 0.3, null], report.Runs.Select(run => run.ValidationLoss));
    }

    [Fact]
    public async Task Without_validation_pictures_there_is_no_search()
    {
        using OpenedDataset pictures = await _experiment.OpenAsync();
        var search = new GridSearch(
            pictures.Training, Objectives(pictures, TextWriter.Null), _experiment.Work(), Network.ResNet, TextWriter.Null);
        TrainingException exception = Assert.Throws<TrainingException>(
            () => search.Run([Options with { ValidationFraction = 0 }], [], TestContext.Current.CancellationToken));
        Assert.Contains("--validation", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_meets_every_other_once()
    {
        var axes = new GridAxes([32, 512], [0, 0.00025], [0.001], [false, true]);
        Assert.Equal(8, axes.Options(Network.Ensemble, Options).Distinct().Count());
        Assert.Equal(4, axes.Options(Network.ResNet, Options).Count);
        Assert.All(
            axes.Options(Network.Ensemble, Options),
            options => Assert.Equal((Options.Epochs, Options.Seed), (options.Epochs, options.Seed)));
    }

    private GridReport Search(OpenedDataset pictures, Network network, GridAxes axes, TextWriter output) =>
        new GridSearch(pictures.Training, Objectives(pictures, output), _experiment.Work(), network, output)
            .Run(axes.Options(network, Options), [], TestContext.Current.CancellationToken);

    private Objectives Objectives(OpenedDataset pictures, TextWriter output) =>
        new(pictures.Training, _experiment.Work(), string.Empty, string.Empty, set: null, output);

    private static string[] Rows(GridReport report)
    {
        using var output = new StringWriter();
        GridTable.Write(output, report);
        return [.. output.ToString().Split(output.NewLine).Skip(2)];
    }
}
