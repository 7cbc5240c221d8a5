using System.Diagnostics;
using Colorize.Models;
using Colorize.Tensors;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Benchmarks.Training;

/// <summary>
/// A slice of an epoch as the trainer does it (reading, augmentation, step, Adam, weight averaging, checkpoint), and
/// what libtorch alone takes for forward and backward of as many batches that are already there.
/// </summary>
internal sealed class TrainingWork : IDisposable
{
    private const int Classes = 13;

    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-benchmark-").FullName;
    private readonly int _steps;
    private readonly TrainingOptions _options;
    private readonly CachedDataset _dataset;
    private readonly ResNetObjective _resNet = new();
    private readonly EnsembleObjective _ensemble;
    private readonly ResNetGray _alone = new();
    private readonly Tensor _lightness;
    private readonly Tensor _chroma;

    /// <summary>Makes the pictures and the networks.</summary>
    public TrainingWork(int steps, int batchSize)
    {
        _steps = steps;
        _options = new TrainingOptions { Epochs = 1, BatchSize = batchSize, ValidationFraction = 0 };
        _dataset = new TensorCache(_folder, TextWriter.Null)
            .OpenAsync(new GeneratedTensors(steps * batchSize, Classes), CancellationToken.None).GetAwaiter().GetResult();
        _ensemble = new EnsembleObjective(ClassProbabilities.Truth(_dataset));
        ChannelsLast.Apply(_alone);
        _lightness = rand(batchSize, 1, LabTensor.Size, LabTensor.Size);
        _chroma = rand(batchSize, 2, LabTensor.Size, LabTensor.Size);
    }

    /// <summary>Forward and backward of the ResNet on random data, and nothing else.</summary>
    public TimeSpan Libtorch()
    {
        long started = Stopwatch.GetTimestamp();
        for (int step = 0; step < _steps; step++)
        {
            using IDisposable scope = NewDisposeScope();
            _alone.zero_grad();
            Tensor loss = nn.functional.mse_loss(_alone.forward(_lightness), _chroma);
            loss.backward();
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The ResNet's epoch.</summary>
    public EpochTimes ResNet() => Train(_resNet);

    /// <summary>The ensemble's epoch; what the classifier says is known.</summary>
    public EpochTimes Ensemble() => Train(_ensemble);

    public void Dispose()
    {
        _dataset.Dispose();
        _resNet.Dispose();
        _ensemble.Dispose();
        _alone.Dispose();
        _lightness.Dispose();
        _chroma.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private EpochTimes Train(TrainingObjective objective)
    {
        string run = Path.Combine(_folder, objective.Kind.Name());
        var times = new EpochTimes();
        new TrainingRun(objective, _dataset, _options, run, times).Run(CancellationToken.None);
        Directory.Delete(run, recursive: true);
        return times;
    }
}
