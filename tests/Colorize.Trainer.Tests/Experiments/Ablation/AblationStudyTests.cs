using Colorize.Tests.Trainer.Training;
using Colorize.Trainer;
using Colorize.Trainer.Data;
using Colorize.Trainer.Experiments.Ablation;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Experiments.Ablation;

[Collection(LibtorchRandomness.Name)]
public sealed class AblationStudyTests : IDisposable
{
    private static readonly TrainingOptions Options = Training.SmallRun.Options with { Epochs = 1, LearningRate = 1e-2, Seed = 7 };

    private readonly SmallExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Fact]
    public async Task Every_variant_is_trained_with_every_seed_and_none_twice()
    {
        _experiment.WriteClassifier();
        _experiment.WriteResNet();
        using OpenedDataset pictures = await _experiment.OpenAsync();
        var setup = new AblationSetup(Options, Seeds: 2, _experiment.ResNetWeights, EncoderWeights: string.Empty, Threads: 1);
        using var first = new StringWriter();
        AblationReport report = Run(pictures, setup, first);

        Assert.Equal(
            ["grey", "mean", "resnet", "ensemble", "ensemble-shuffled", "ensemble-truth"], report.Variants.Select(row => row.Name));
        Assert.All(report.Variants.Skip(2), row => Assert.Equal([7, 8], row.Seeds));
        Assert.All(report.Variants.Skip(2), row => Assert.Equal(row.Mse.Average(), row.Mean, tolerance: 1e-12));
        Assert.All(
            report.Variants.Skip(2),
            row => Assert.Equal(Math.Abs(row.Mse[0] - row.Mse[1]) / Math.Sqrt(2), row.Deviation!.Value, tolerance: 1e-12));
        Assert.All(report.Variants.Where(row => row.Name != "resnet"), row => Assert.InRange(
            row.DifferenceToResNet!.Percent, row.DifferenceToResNet.Low, row.DifferenceToResNet.High));
        Assert.Equal(6, report.Variants.SelectMany(row => row.Mse).Skip(2).Except(report.Variants[2].Mse).Distinct().Count());
        Assert.Contains("Run 8 of 8: ensemble-truth, seed 8. About", first.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_experiment.At("work", "ablation"), Checkpoint.LatestName, SearchOption.AllDirectories));

        using var second = new StringWriter();
        string before = await File.ReadAllTextAsync(_experiment.At("work", "ablation.json"), TestContext.Current.CancellationToken);
        Run(pictures, setup, second);
        Assert.Equal(before, await File.ReadAllTextAsync(_experiment.At("work", "ablation.json"), TestContext.Current.CancellationToken));
        Assert.Equal(8, second.ToString().Split("It is done already.").Length - 1);
        Assert.DoesNotContain("epoch 1/1", second.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_classifier_nothing_is_trained_in_vain()
    {
        using OpenedDataset pictures = await _experiment.OpenAsync();
        var setup = new AblationSetup(Options, Seeds: 1, StartFrom: string.Empty, EncoderWeights: string.Empty, Threads: 1);
        TrainingException exception = Assert.Throws<TrainingException>(() => Run(pictures, setup, TextWriter.Null));
        Assert.Contains("--networks alexnet", exception.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_experiment.At("work", "ablation")));
    }

    private AblationReport Run(OpenedDataset pictures, AblationSetup setup, TextWriter output)
    {
        var objectives = new Objectives(pictures.Training, _experiment.Work(), string.Empty, string.Empty, set: null, TextWriter.Null);
        return new AblationStudy(pictures, objectives, _experiment.Work(), setup, output).Run(TestContext.Current.CancellationToken);
    }
}
