using Colorize.Models;
using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Training;

/// <summary>An ensemble that was trained along with its classifier, once for all tests: each checkpoint of the two is a gigabyte.</summary>
public sealed class FineTunedRun : IAsyncLifetime
{
    internal static readonly TrainingOptions Options = SmallRun.Options with { Epochs = 2, FineTuneClassifier = true };

    private readonly TemporaryFolder _folder = new();

    /// <summary>Landscapes in two classes.</summary>
    internal CachedDataset Dataset { get; private set; } = null!;

    /// <summary>Where the whole run is.</summary>
    internal WorkFolder Whole { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Dataset = await Pictures.OpenAsync(
            _folder.At("cache"),
            [.. Enumerable.Range(0, 12).Select(index => ($"{(index < 6 ? "land" : "shore")}/{index:00}", Pictures.Landscape(index)))]);
        Whole = WorkWithClassifier("whole");
        Train(Whole, Options);
    }

    public ValueTask DisposeAsync()
    {
        Dataset.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Trains the ensemble; stops as if killed once <paramref name="stopAfterSteps"/> steps were taken.</summary>
    internal void Train(WorkFolder work, TrainingOptions options, int stopAfterSteps = int.MaxValue)
    {
        using var stop = new CancellationTokenSource();
        using TrainingObjective objective = new Objectives(Dataset, work, string.Empty, string.Empty, set: null, TextWriter.Null)
            .Create(Network.Ensemble, options, TestContext.Current.CancellationToken);
        new TrainingRun(objective, Dataset, options, work.RunOf(Network.Ensemble), new StepCounter(stopAfterSteps, stop.Cancel)).Run(
            stop.Token);
    }

    /// <summary>A work folder with a classifier that is as good as any for this.</summary>
    internal WorkFolder WorkWithClassifier(string name)
    {
        var work = new WorkFolder(_folder.At(name));
        Directory.CreateDirectory(work.RunOf(Network.AlexNet));
        using IDisposable scope = NewDisposeScope();
        using AlexNetGray classifier = RandomNetworks.AlexNet(classes: 2, seed: 1);
        var state = new TrainingState(SmallRun.Options, Network.AlexNet, Dataset.ClassNames, 1, [new EpochRecord(1, 1, 1, 1)]);
        new Checkpoint(work.RunOf(Network.AlexNet)).SaveBest(state, classifier.state_dict());
        return work;
    }
}
