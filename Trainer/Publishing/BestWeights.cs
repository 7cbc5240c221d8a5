using Colorize.Models;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Trainer.Publishing;

/// <summary>Where a network's best weights are in a work folder. An ensemble that changed its classifier brings it along.</summary>
/// <param name="Path">The file.</param>
/// <param name="Part">What the names of the network's weights begin with in it.</param>
/// <param name="State">How the network was trained.</param>
internal sealed record BestWeights(string Path, string Part, TrainingState State)
{
    /// <summary>Finds the weights of a network; null if it has not been trained.</summary>
    public static BestWeights? Find(Network network, WorkFolder work)
    {
        BestWeights? own = OfRun(network, work);
        BestWeights? ensemble = network is Network.AlexNet or Network.Ensemble ? OfRun(Network.Ensemble, work) : null;
        if (ensemble is null || !ensemble.State.Options.FineTuneClassifier)
        {
            return own;
        }

        return network == Network.Ensemble
            ? ensemble with { Part = ClassifiedEnsemble.EnsemblePart }
            : new BestWeights(ensemble.Path, ClassifiedEnsemble.ClassifierPart, (own ?? ensemble).State);
    }

    /// <summary>Puts the weights into a network.</summary>
    public void Load(nn.Module network) => Checkpoint.LoadWeights(Path, network, Part);

    private static BestWeights? OfRun(Network network, WorkFolder work)
    {
        string path = new Checkpoint(work.RunOf(network)).BestPath;
        return File.Exists(path) ? new BestWeights(path, string.Empty, Checkpoint.ReadState(path)) : null;
    }
}
