using Colorize.Tensors;
using Colorize.Tests.Trainer.Data;
using Colorize.Trainer.Data;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Training;

/// <summary>A training that takes seconds: generated landscapes, a few steps an epoch.</summary>
internal sealed class SmallRun : IDisposable
{
    public static readonly TrainingOptions Options = new()
    {
        Epochs = 3,
        BatchSize = 4,
        LearningRate = 1e-3,
        ValidationFraction = 0.25,
        AverageDecay = 0.5,
    };

    private readonly TemporaryFolder _folder = new();
    private readonly CachedDataset _dataset;

    private SmallRun(CachedDataset dataset) => _dataset = dataset;

    public static async Task<SmallRun> CreateAsync(int pictures = 16)
    {
        using var cache = new TemporaryFolder();
        (string, LabTensor)[] all = [.. Enumerable.Range(0, pictures).Select(index => ($"land/{index:000}", Pictures.Landscape(index)))];
        return new SmallRun(await Pictures.OpenAsync(cache.Path, all));
    }

    public string Folder(string run) => _folder.At(run);

    /// <summary>Trains; stops as if killed once <paramref name="stopAfterSteps"/> steps were taken.</summary>
    public TrainingState? Train(TrainingOptions options, string run, int stopAfterSteps = int.MaxValue)
    {
        manual_seed(options.Seed);
        using var objective = new ResNetObjective();
        using var stop = new CancellationTokenSource();
        try
        {
            return new TrainingRun(objective, _dataset, options, Folder(run), new StepCounter(stopAfterSteps, stop.Cancel)).Run(stop.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _dataset.Dispose();
        _folder.Dispose();
    }
}
