using System.Text.Json;
using Colorize.Models;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Starts networks from those of a published set, also for other classes: what a set has learned of a class goes to the class of the
/// same name, and a class that it does not know begins as one of which nothing is said.
/// </summary>
/// <param name="set">The set.</param>
/// <param name="classes">The classes that the networks are to know.</param>
internal sealed class SetStart(PublishedSet set, IReadOnlyList<string> classes)
{
    private readonly Dictionary<string, int> _known = set.Manifest.Classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);

    private const string OtherTrainer = "Start from a set that this version of the trainer has written.";

    /// <summary>What the set is called.</summary>
    public string Name => set.Manifest.Version;

    /// <summary>
    /// Writes the set's networks into a work folder as runs that are over, where they know the same classes and no run of theirs is
    /// there: what is trained beside them is told by its classifier, and is published along with them.
    /// </summary>
    /// <param name="work">The work folder.</param>
    /// <param name="except">The networks that are to be trained.</param>
    /// <returns>The networks that were taken over.</returns>
    public IReadOnlyList<Network> TakeOver(WorkFolder work, IReadOnlyCollection<Network> except)
    {
        if (!set.Manifest.Classes.SequenceEqual(classes))
        {
            return [];
        }

        Network[] taken =
            [.. set.Files.Keys.Except(except).Where(network => !File.Exists(new Checkpoint(work.RunOf(network)).BestPath))];
        foreach (Network network in taken)
        {
            TakeOver(network, work.RunOf(network));
        }

        return taken;
    }

    private void TakeOver(Network network, string run)
    {
        using IDisposable scope = NewDisposeScope();
        using nn.Module module = NetworkFactory.Create(network, classes.Count);
        IReadOnlyList<ExportedLayer> exported = Put(network, module);
        if (module is UNetGray unet)
        {
            using IDisposable noGradient = no_grad();
            unet.LogPrior.copy_(tensor(WeighedOutput.Unfold(exported[NetworkLayer.Of(unet).Count - 1].Kernel).LogPrior));
        }

        TrainingState state = set.Manifest.Training[network.Name()]?.Deserialize(ManifestTrainingJson.Default.TrainingState)
            ?? throw new TrainingException($"The manifest of the set {Name} does not say how its {network.Name()} was trained.");
        Directory.CreateDirectory(run);
        var checkpoint = new Checkpoint(run);
        checkpoint.SaveBest(state, StateDict.Of(module));
        File.WriteAllBytes(checkpoint.PublishedPath, set.Files[network]);
        if (set.Manifest.Metrics[QuantizationEffect.Section]?[network.Name()] is { } rounding)
        {
            File.WriteAllText(checkpoint.PublishedRoundingPath, rounding.ToJsonString());
        }
    }

    /// <summary>Puts the set's weights into a network. Its batch norms then let everything pass; <see cref="SettledNorms"/> makes them
    /// norms again before it learns.</summary>
    /// <returns>The layers of the set's network, as its file has them.</returns>
    /// <exception cref="TrainingException">The set has no such network, or one of another architecture.</exception>
    public IReadOnlyList<ExportedLayer> Put(Network kind, nn.Module network)
    {
        if (!set.Files.TryGetValue(kind, out byte[]? onnx))
        {
            throw new TrainingException($"The set {Name} has no {kind.Name()} to start from.");
        }

        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        IReadOnlyList<NetworkLayer> layers = NetworkLayer.Of(network);
        IReadOnlyList<ExportedLayer> exported = ExportedWeights.LayersOf(onnx);
        if (exported.Count < layers.Count)
        {
            throw new TrainingException(
                $"The {kind.Name()} of the set {Name} has {exported.Count} layers; this trainer's has {layers.Count}. {OtherTrainer}");
        }

        // The U-Net's file ends with the convolution that decodes, in which nothing is learned.
        foreach ((ExportedLayer weights, NetworkLayer layer) in exported.Zip(layers))
        {
            ExportedLayer plain = network is UNetGray && layer == layers[^1] ? Unweighed(weights) : weights;
            if (!Fits(plain.Kernel.Shape, layer))
            {
                throw new TrainingException(
                    $"The {kind.Name()} of the set {Name} has weights [{string.Join(", ", plain.Kernel.Shape)}] where this trainer's has "
                    + $"[{string.Join(", ", layer.Weight.shape)}]. {OtherTrainer}");
            }

            Put(plain, layer);
        }

        return exported;
    }

    private void Put(ExportedLayer exported, NetworkLayer layer)
    {
        Tensor kernel = tensor(exported.Kernel.Values).reshape(exported.Kernel.Shape);
        Tensor bias = tensor(exported.Bias);
        if (layer.ClassDimension is { } dimension)
        {
            PutClasses(kernel, layer.Weight, dimension);
        }
        else
        {
            layer.Weight.copy_(IsFoldedPool(exported.Kernel.Shape, layer)
                ? FoldedPool.Unfold(kernel, AlexNetGray.FeatureSide, AlexNetGray.PooledSide)
                : kernel);
        }

        if (layer.Norm is { } norm)
        {
            norm.weight!.fill_(1);
            norm.bias!.copy_(bias);
            norm.running_mean!.zero_();
            norm.running_var!.fill_(1 - norm.eps);
        }
        else if (layer.ClassDimension is 0)
        {
            PutClasses(bias, layer.Bias!, 0);
        }
        else
        {
            layer.Bias!.copy_(bias);
        }
    }

    /// <summary>Copies what belongs to no class as it is, and each class to its namesake.</summary>
    private void PutClasses(Tensor source, Tensor target, int dimension)
    {
        long shared = target.shape[dimension] - classes.Count;
        target.narrow(dimension, 0, shared).copy_(source.narrow(dimension, 0, shared));
        for (int index = 0; index < classes.Count; index++)
        {
            Tensor place = target.select(dimension, shared + index);
            if (_known.TryGetValue(classes[index], out int known))
            {
                place.copy_(source.select(dimension, shared + known));
            }
            else
            {
                place.zero_();
            }
        }
    }

    private static ExportedLayer Unweighed(ExportedLayer output)
    {
        (Export.Weights kernel, Export.Weights bias) = WeighedOutput.Unfold(output.Kernel).Output;
        return new ExportedLayer(kernel, bias.Values);
    }

    /// <summary>Whether weights have the layer's shape, but for how many classes there are and for AlexNet's folded pool.</summary>
    private static bool Fits(long[] shape, NetworkLayer layer) =>
        IsFoldedPool(shape, layer)
        || shape.Index().All(length => length.Index == layer.ClassDimension || length.Item == layer.Weight.shape[length.Index]);

    private static bool IsFoldedPool(long[] shape, NetworkLayer layer)
    {
        const int Folded = AlexNetGray.PooledSide * AlexNetGray.PooledSide / (AlexNetGray.FeatureSide * AlexNetGray.FeatureSide);
        return shape.Length == 2 && shape[0] == layer.Weight.shape[0] && shape[1] * Folded == layer.Weight.shape[1];
    }
}
