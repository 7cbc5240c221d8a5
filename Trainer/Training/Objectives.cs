using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>Makes what a network shall learn, by its name.</summary>
internal static class Objectives
{
    /// <summary>Makes a network with the starting weights of the seed.</summary>
    /// <exception cref="TrainingException">The ensemble has no trained classifier to ask.</exception>
    public static TrainingObjective Create(
        string network, CachedDataset dataset, TrainingOptions options, WorkFolder work, CancellationToken cancellationToken)
    {
        switch (network)
        {
            case NetworkNames.AlexNet:
                manual_seed(options.Seed);
                return new AlexNetObjective(dataset.ClassNames.Count);
            case NetworkNames.ResNet:
                manual_seed(options.Seed);
                return new ResNetObjective();
            default:
                ClassProbabilities classes = AskClassifier(dataset, options, work, cancellationToken);
                manual_seed(options.Seed);
                return new EnsembleObjective(classes);
        }
    }

    private static ClassProbabilities AskClassifier(
        CachedDataset dataset, TrainingOptions options, WorkFolder work, CancellationToken cancellationToken)
    {
        string weights = new Checkpoint(work.RunOf(NetworkNames.AlexNet)).BestPath;
        if (!File.Exists(weights))
        {
            throw new TrainingException("The ensemble needs a trained classifier. Train it first: --networks alexnet,ensemble.");
        }

        using var classifier = new AlexNetGray(dataset.ClassNames.Count);
        ChannelsLast.Apply(classifier);
        Checkpoint.LoadWeights(weights, classifier);
        return ClassProbabilities.Ask(classifier, dataset, options.OneHot, cancellationToken);
    }
}
