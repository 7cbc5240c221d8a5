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
        Tones = 0,
    };

    private readonly TemporaryFolder _folder = new();
    private readonly CachedDataset _dataset;

    /// <summary>What the last run said.</summary>
    public StepCounter Progress { get; private set; } = new(0, () => { });

    private SmallRun(CachedDataset dataset) => _dataset = dataset;

    public static async Task<SmallRun> CreateAsync(int pictures = 16)
    {
        return new SmallRun(await OpenAsync(pictures));
    }

    /// <summary>Generated landscapes, of which the first are always the same.</summary>
    public static async Task<CachedDataset> OpenAsync(int pictures)
    {
        using var cache = new TemporaryFolder();
        (string, LabTensor)[] all = [.. Enumerable.Range(0, pictures).Select(index => ($"land/{index:000}", Pictures.Landscape(index)))];
        return await Pictures.OpenAsync(cache.Path, all);
    }

    public string Folder(string run) => _folder.At(run);

    /// <summary>Trains; stops as if killed once <paramref name="stopAfterSteps"/> steps were taken.</summary>
    public TrainingState? Train(
        TrainingOptions options,
        string run,
        int stopAfterSteps = int.MaxValue,
        CachedDataset? dataset = null,
        RunArchive? archive = null,
        string? classifier = null)
    {
        manual_seed(options.Seed);
        using var objective = new ResNetObjective();
        using var stop = new CancellationTokenSource();
        Progress = new StepCounter(stopAfterSteps, stop.Cancel);
        try
        {
            return new TrainingRun(objective, dataset ?? _dataset, options, Folder(run), Progress, archive) { Classifier = classifier }.Run(
                stop.Token);
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
