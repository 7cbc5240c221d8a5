using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>Makes networks with their starting weights and what they shall learn, by name.</summary>
/// <param name="dataset">The training pictures.</param>
/// <param name="options">How they are trained.</param>
/// <param name="work">Where the classifier is that the ensemble listens to.</param>
/// <param name="alexNetWeights">A file to start the classifier from; empty to start from random weights.</param>
/// <param name="resNetWeights">A file to start the colorizers' encoders from; empty to start from random weights.</param>
/// <param name="log">Where to say which weights were taken.</param>
internal sealed class Objectives(
    CachedDataset dataset, TrainingOptions options, WorkFolder work, string alexNetWeights, string resNetWeights, TextWriter log)
{
    /// <summary>Makes a network.</summary>
    /// <exception cref="TrainingException">The ensemble has no trained classifier to ask, or a file of weights does not fit.</exception>
    public TrainingObjective Create(string network, CancellationToken cancellationToken)
    {
        switch (network)
        {
            case NetworkNames.AlexNet:
                manual_seed(options.Seed);
                var alexNet = new AlexNetObjective(dataset.ClassNames.Count);
                StartFrom(alexNetWeights, alexNet.Network);
                return alexNet;
            case NetworkNames.ResNet:
                manual_seed(options.Seed);
                var resNet = new ResNetObjective();
                StartFrom(resNetWeights, resNet.Encoder);
                return resNet;
            default:
                ClassProbabilities classes = AskClassifier(cancellationToken);
                manual_seed(options.Seed);
                var ensemble = new EnsembleObjective(classes);
                StartFrom(resNetWeights, ensemble.Encoder);
                return ensemble;
        }
    }

    private void StartFrom(string file, nn.Module network)
    {
        if (file.Length == 0)
        {
            return;
        }

        log.WriteLine($"Starting from {file}:");
        foreach (string line in PretrainedWeights.Load(file, network))
        {
            log.WriteLine($"  {line}");
        }
    }

    private ClassProbabilities AskClassifier(CancellationToken cancellationToken)
    {
        string weights = new Checkpoint(work.RunOf(NetworkNames.AlexNet)).BestPath;
        if (!File.Exists(weights))
        {
            throw new TrainingException("The ensemble needs a trained classifier. Train it first: --networks alexnet,ensemble.");
        }

        using var classifier = new AlexNetGray(dataset.ClassNames.Count);
        ChannelsLast.Apply(classifier);
        Checkpoint.LoadWeights(weights, classifier);
        IReadOnlyList<int> learned = ValidationSplit.Create(dataset, options.ValidationFraction).Train;
        log.WriteLine($"Asking the classifier about {dataset.Rows.Count} pictures.");
        return ClassProbabilities.Ask(classifier, dataset, learned, options.OneHot, cancellationToken);
    }
}
