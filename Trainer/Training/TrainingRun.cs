using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>
/// Trains one network: epochs of shuffled, augmented batches, a validation and a checkpoint after each. A run that was
/// stopped at any point goes on from its last checkpoint and ends with the same weights.
/// </summary>
internal sealed class TrainingRun(
    TrainingObjective objective,
    CachedDataset dataset,
    TrainingOptions options,
    string folder,
    ITrainingProgress progress,
    RunArchive? archive = null)
{
    private readonly DataLoader _reader = new(dataset, options.BatchSize);
    private readonly ValidationSplit _split = ValidationSplit.Create(dataset, options.ValidationFraction);
    private readonly Checkpoint _checkpoint = new(folder);

    /// <summary>The digest of the classifier that the network is told by; null where it is told by none.</summary>
    public string? Classifier { get; init; }

    private long StepsPerEpoch => Math.Max(1, _split.Train.Count / options.BatchSize);

    /// <summary>Whole batches, or one that takes all where there are fewer pictures than a batch holds.</summary>
    private int PicturesPerEpoch => (int)Math.Min(_split.Train.Count, StepsPerEpoch * options.BatchSize);

    /// <summary>Trains to the end, or resumes and trains to the end.</summary>
    /// <returns>The state at the end; the best weights are in the folder.</returns>
    /// <exception cref="TrainingException">The folder holds a run with other options.</exception>
    /// <exception cref="DivergedException">The loss became infinite.</exception>
    public TrainingState Run(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        archive?.Restore(folder, cancellationToken);
        using var optimizer = new AdamOptimizer(objective.Network, options.L2, objective.RateOf);
        using WeightAverage? average = options.AverageDecay > 0 ? new WeightAverage(objective.Network, options.AverageDecay) : null;
        TrainingState state = Resume(average, optimizer);
        while (state.History.Count < options.Epochs && !IsStale(state))
        {
            state = RunEpoch(state, average, optimizer, cancellationToken);
        }

        return state;
    }

    private TrainingState Resume(WeightAverage? average, AdamOptimizer optimizer)
    {
        var start =
            new TrainingState(options, objective.Kind, dataset.ClassNames, 0, [])
            {
                Pictures = dataset.Fingerprint,
                Classifier = Classifier,
            };
        if (new EarlierRun(folder, StepsPerEpoch).MakeWay(start) is { } notice)
        {
            progress.Noticed(notice);
        }

        if (_checkpoint.TryLoad(objective.Network, average, optimizer) is not { } saved)
        {
            return start;
        }

        progress.Resumed(saved);
        return saved with { Pictures = start.Pictures, Classifier = start.Classifier };
    }

    private bool IsStale(TrainingState state) =>
        options.Patience > 0 && state.Best is { } best && state.History.Count - best.Epoch >= options.Patience;

    private TrainingState RunEpoch(
        TrainingState state, WeightAverage? average, AdamOptimizer optimizer, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        int epoch = state.History.Count + 1;
        progress.EpochStarted(epoch, options.Epochs, PicturesPerEpoch, _split.Validation.Count);
        double trainingLoss = Learn(state.Steps, epoch, average, optimizer, cancellationToken);

        Dictionary<string, Tensor> weights = average?.Weights ?? StateDict.Of(objective.Network);
        double? validationLoss;
        using (average is null ? null : new SwappedWeights(objective.Network, average.Weights))
        {
            validationLoss = Validate(cancellationToken);
        }

        double seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var record = new EpochRecord(epoch, trainingLoss, validationLoss, seconds);
        TrainingState next = state with { Steps = state.Steps + StepsPerEpoch, History = [.. state.History, record] };
        if (next.Best == record)
        {
            _checkpoint.SaveBest(next, weights);
        }

        _checkpoint.Save(next, objective.Network, average, optimizer);
        archive?.Store(folder, cancellationToken);
        progress.EpochEnded(record, isBest: record.ValidationLoss is not null && next.Best == record);
        return next;
    }

    private double Learn(long firstStep, int epoch, WeightAverage? average, AdamOptimizer optimizer, CancellationToken cancellationToken)
    {
        // Everything random in an epoch follows from the seed and its number, so a resumed run repeats it exactly.
        int seed = HashCode(options.Seed, epoch);
        manual_seed(seed);
        int[] order = [.. _split.Train];
        new Random(seed).Shuffle(order);
        var schedule = new OneCycle(options.LearningRate, StepsPerEpoch * options.Epochs);
        var augmentation = new Augmentation(options.MinimumCropArea, options.Flips, options.Tones);
        int[] used = order[..PicturesPerEpoch];

        objective.Network.train();
        objective.IsHalfSize = epoch <= options.HalfSizeEpochs;
        double total = 0;
        long step = firstStep;
        foreach (HostBatch batch in _reader.Read(used, augmentation, seed, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            double loss = Step(batch, optimizer, step, schedule.RateAt(step));
            average?.Update(objective.Network, step);
            step++;
            total += loss;
            progress.Advanced(batch.Count, loss);
        }

        return total / (step - firstStep);
    }

    private double Step(HostBatch batch, AdamOptimizer optimizer, long step, double rate)
    {
        using IDisposable scope = NewDisposeScope();
        optimizer.ForgetGradients();
        Tensor loss = objective.Loss(batch);
        loss.backward();
        optimizer.Step(step, rate);
        double value = loss.item<float>();
        return double.IsFinite(value) ? value : throw new DivergedException();
    }

    private double? Validate(CancellationToken cancellationToken)
    {
        if (_split.Validation.Count == 0)
        {
            return null;
        }

        objective.Network.eval();
        using IDisposable noGradient = no_grad();
        double total = 0;
        foreach (HostBatch batch in _reader.Read(_split.Validation, augmentation: null, seed: 0, cancellationToken))
        {
            using IDisposable scope = NewDisposeScope();
            total += objective.Loss(batch).item<float>() * (double)batch.Count;
            progress.Validated(batch.Count);
        }

        return double.IsFinite(total) ? total / _split.Validation.Count : throw new DivergedException();
    }

    private static int HashCode(int seed, int epoch) => unchecked((seed * 1_000_003) + epoch) & int.MaxValue;
}
