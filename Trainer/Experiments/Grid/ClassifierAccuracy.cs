using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Experiments.Grid;

/// <summary>How often a classifier that has just been trained is right.</summary>
internal static class ClassifierAccuracy
{
    private const int BatchSize = 64;
    private const int Top = 3;

    /// <summary>The part of the pictures whose class is among the three most probable, by the best weights of a run.</summary>
    public static double Top3(string folder, CachedDataset dataset, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        using var network = new AlexNetGray(dataset.ClassNames.Count);
        ChannelsLast.Apply(network);
        Checkpoint.LoadWeights(new Checkpoint(folder).BestPath, network);
        return Top3(network, dataset, rows, cancellationToken);
    }

    /// <summary>The part of the pictures whose class is among the three most probable.</summary>
    public static double Top3(AlexNetGray network, CachedDataset dataset, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        network.to(ComputeDevice.Best);
        network.eval();
        using IDisposable noGradient = no_grad();
        long right = 0;
        foreach (HostBatch batch in new DataLoader(dataset, BatchSize).Read(rows, augmentation: null, seed: 0, cancellationToken))
        {
            using IDisposable scope = NewDisposeScope();
            Tensor answers = network.forward(TrainingObjective.Lightness(batch)).cpu();
            Tensor truth = tensor(batch.Classes.AsSpan(0, batch.Count).ToArray()).unsqueeze(1);
            Tensor moreProbable = answers.gt(answers.gather(1, truth)).sum(1);
            right += moreProbable.lt(Top).sum().item<long>();
        }

        return (double)right / rows.Count;
    }
}
