using Colorize.Models;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Starts colorizers from the weights of a trained ResNet. Where an ensemble's decoder takes more channels than the
/// ResNet's, the classes, their weights start at zero: it is then the very same function, whatever it is told, and only
/// training can make a difference.
/// </summary>
internal static class WarmStart
{
    /// <summary>Checks that a file holds what colorizers can start from.</summary>
    /// <exception cref="TrainingException">It is no weights of a ResNet that this trainer has written.</exception>
    public static void Check(string path)
    {
        if (!File.Exists(path))
        {
            throw new TrainingException($"There is no file {path} with weights.");
        }

        Network network = Checkpoint.ReadState(path).Network;
        if (network != Network.ResNet)
        {
            throw new TrainingException(
                $"{path} holds weights of {network.Name()}. Give those of a {Network.ResNet.Name()}: its run's {Checkpoint.BestName}.");
        }
    }

    /// <summary>Whether a file is the run of a trained ResNet, rather than a state dict of somebody else's.</summary>
    public static bool IsRun(string path) => Path.GetFileName(path) == Checkpoint.BestName && File.Exists(path);

    /// <summary>Puts the weights of a file into a ResNet or an ensemble.</summary>
    /// <exception cref="TrainingException">The file has no weights for a part of the network.</exception>
    public static void Put(string path, nn.Module network)
    {
        using SafetensorsFile file = SafetensorsFile.Read(path);
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach ((string name, Tensor target) in StateDict.Of(network))
        {
            if (!file.Tensors.TryGetValue(name, out Tensor? source) || !Fits(source, target))
            {
                throw new TrainingException($"{path} has no {name} of the shape that the network needs.");
            }

            if (source.shape.SequenceEqual(target.shape))
            {
                target.copy_(source);
            }
            else
            {
                target.zero_();
                target.narrow(1, 0, source.shape[1]).copy_(source);
            }
        }
    }

    /// <summary>Whether the shapes are equal, or are those of convolutions of which the target takes more channels.</summary>
    private static bool Fits(Tensor source, Tensor target) =>
        source.shape.SequenceEqual(target.shape)
        || (source.dim() == 4 && target.dim() == 4 && source.shape[0] == target.shape[0] && source.shape[1] < target.shape[1]
            && source.shape.AsSpan(2).SequenceEqual(target.shape.AsSpan(2)));
}
