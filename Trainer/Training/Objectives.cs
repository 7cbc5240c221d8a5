using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>Makes networks with their starting weights and what they shall learn.</summary>
/// <param name="dataset">The training pictures.</param>
/// <param name="work">Where the classifier is that the ensemble listens to.</param>
/// <param name="alexNetWeights">A file to start the classifier from; empty to start from random weights.</param>
/// <param name="resNetWeights">A file to start the colorizers' encoders from; empty to start from random weights.</param>
/// <param name="set">A published set to start all networks from; null to start from the files.</param>
/// <param name="log">Where to say which weights were taken.</param>
internal sealed class Objectives(
    CachedDataset dataset, WorkFolder work, string alexNetWeights, string resNetWeights, SetStart? set, TextWriter log)
{
    /// <summary>The pictures whose statistics the norms of a published network are given, and how many are asked about at a time.</summary>
    private const int NormPictures = 256;

    /// <inheritdoc cref="NormPictures"/>
    private const int NormBatch = 32;

    /// <summary>How many tensors are named that a start does not take as they are.</summary>
    private const int MaxNamed = 6;

    private readonly HashSet<string> _told = [];
    private ClassProbabilities? _classes;

    /// <summary>Makes a network, and starts it as the seed of its options says.</summary>
    /// <exception cref="TrainingException">The ensemble has no trained classifier to ask, or a file of weights does not fit.</exception>
    public TrainingObjective Create(Network network, TrainingOptions options, CancellationToken cancellationToken)
    {
        switch (network)
        {
            case Network.AlexNet:
                manual_seed(options.Seed);
                var alexNet = new AlexNetObjective(dataset.ClassNames.Count);
                if (!StartFromSet(alexNet, alexNet.Network, cancellationToken))
                {
                    StartFrom(alexNetWeights, alexNet.Network);
                }

                return alexNet;
            case Network.ResNet:
                manual_seed(options.Seed);
                var resNet = new ResNetObjective();
                resNet.IsPretrained = StartFromSet(resNet, resNet.Network, cancellationToken) || StartFrom(resNetWeights, resNet.Encoder);
                return resNet;
            case Network.Ensemble when options.FineTuneClassifier:
                return CreateFineTuned(options, cancellationToken);
            case Network.UNet:
                ClassProbabilities told = Classes(cancellationToken);
                manual_seed(options.Seed);
                var unet = new UNetObjective(told, dataset, cancellationToken);
                unet.IsPretrained = StartFromSet(unet, unet.Network, cancellationToken) || StartFrom(resNetWeights, unet.Encoder);
                return unet;
            default:
                ClassProbabilities classes = Classes(cancellationToken);
                return CreateEnsemble(options.OneHot ? classes.MostProbable() : classes, options, cancellationToken);
        }
    }

    /// <summary>Makes an ensemble that is told these classes.</summary>
    /// <exception cref="TrainingException">The file of weights does not fit.</exception>
    public EnsembleObjective CreateEnsemble(ClassProbabilities classes, TrainingOptions options, CancellationToken cancellationToken)
    {
        manual_seed(options.Seed);
        var ensemble = new EnsembleObjective(classes);
        ensemble.IsPretrained = StartFromSet(ensemble, ensemble.Ensemble, cancellationToken) || Start(ensemble.Ensemble);
        return ensemble;
    }

    private FineTunedEnsembleObjective CreateFineTuned(TrainingOptions options, CancellationToken cancellationToken)
    {
        var classifier = new AlexNetGray(dataset.ClassNames.Count);
        Checkpoint.LoadWeights(ClassifierWeights, classifier);
        log.WriteLine("The trained classifier goes on learning, along with the ensemble.");

        // After the classifier's random start, so that the ensemble starts like one with a frozen classifier.
        manual_seed(options.Seed);
        var ensemble = new FineTunedEnsembleObjective(classifier);
        ensemble.IsPretrained = StartFromSet(ensemble, ensemble.Ensemble, cancellationToken) || Start(ensemble.Ensemble);
        return ensemble;
    }

    /// <summary>The weights of the trained classifier.</summary>
    /// <exception cref="TrainingException">There are none.</exception>
    public string ClassifierWeights => new Checkpoint(work.RunOf(Network.AlexNet)).BestPath is { } weights && File.Exists(weights)
        ? weights
        : throw new TrainingException("The ensemble needs a trained classifier. Train it first: --networks alexnet,ensemble.");

    /// <summary>
    /// What the trained classifier says about the training pictures; it is asked once, however many ensembles are trained.
    /// </summary>
    /// <exception cref="TrainingException">There is no trained classifier.</exception>
    public ClassProbabilities Classes(CancellationToken cancellationToken) =>
        _classes ??= Ask(dataset, state => ValidationSplit.Create(dataset, state.Options.ValidationFraction).Train, cancellationToken);

    /// <summary>What the trained classifier says about pictures that it has not learned from.</summary>
    /// <exception cref="TrainingException">There is no trained classifier.</exception>
    public ClassProbabilities ClassesOf(CachedDataset unseen, CancellationToken cancellationToken) =>
        Ask(unseen, _ => [], cancellationToken);

    /// <summary>
    /// Starts an ensemble as the trained ResNet, where its run is given, so that only what it is told can make a difference; otherwise
    /// its encoder from a file of weights. <see langword="false"/> where there is none to start from.
    /// </summary>
    private bool Start(EnsembleGray ensemble)
    {
        if (!WarmStart.IsRun(resNetWeights))
        {
            return StartFrom(resNetWeights, ensemble.Encoder);
        }

        WarmStart.Check(resNetWeights);
        WarmStart.Put(resNetWeights, ensemble);
        log.WriteLine("The ensemble starts as the trained resnet.");
        return true;
    }

    /// <summary>Starts a network as that of the set; <see langword="false"/> where there is no set to start from.</summary>
    private bool StartFromSet(TrainingObjective objective, nn.Module network, CancellationToken cancellationToken)
    {
        if (set is null)
        {
            return false;
        }

        set.Put(objective.Kind, network);
        int[] rows = [.. dataset.InOrderOfHashes(dataset.Rows).Take(NormPictures)];
        SettledNorms.Apply(network, () =>
        {
            foreach (HostBatch batch in new DataLoader(dataset, NormBatch).Read(rows, augmentation: null, seed: 0, cancellationToken))
            {
                using IDisposable scope = NewDisposeScope();
                objective.Loss(batch);
            }
        });
        log.WriteLine($"Starting {objective.Kind.Name()} as that of the set {set.Name}.");
        return true;
    }

    /// <summary>Starts a network from a file of weights; <see langword="false"/> where there is none to start from.</summary>
    private bool StartFrom(string file, nn.Module network)
    {
        if (file.Length == 0)
        {
            return false;
        }

        IReadOnlyList<string> report = PretrainedWeights.Load(file, network);
        if (_told.Add(file))
        {
            string[] others = [.. report.Where(line => !line.EndsWith(PretrainedWeights.Taken, StringComparison.Ordinal))];
            string named = string.Concat(others.Take(MaxNamed).Select(line => $"; {line}"));
            string rest = others.Length > MaxNamed ? $"; and {others.Length - MaxNamed} more" : string.Empty;
            log.WriteLine(
                $"Starting from {Path.GetFileName(file)}: {report.Count - others.Length} of {report.Count} tensors are taken as they "
                    + $"are{named}{rest}.");
        }

        return true;
    }

    private ClassProbabilities Ask(
        CachedDataset pictures, Func<TrainingState, IReadOnlyList<int>> learned, CancellationToken cancellationToken)
    {
        using var classifier = new AlexNetGray(dataset.ClassNames.Count);
        ChannelsLast.Apply(classifier);
        TrainingState state = Checkpoint.LoadWeights(ClassifierWeights, classifier);
        log.WriteLine($"Asking the classifier about {pictures.Rows.Count} pictures.");
        return ClassProbabilities.Ask(classifier, pictures, learned(state), cancellationToken);
    }
}
