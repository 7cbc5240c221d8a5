using Colorize.Models;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Trainer.Publishing;

/// <summary>A trained network as it will be published.</summary>
/// <param name="Network">Which one it is.</param>
/// <param name="State">How it was trained.</param>
/// <param name="Exact">Its ONNX file as it was trained, in float32.</param>
/// <param name="File">Its ONNX file as it is published.</param>
internal sealed record ExportedNetwork(Network Network, TrainingState State, byte[] Exact, byte[] File)
{
    /// <summary>What storing it in 8 bits has changed; <see langword="null"/> where it is stored in floats.</summary>
    public QuantizationEffect? Quantization { get; init; }

    /// <summary>Whether the file is that of a set which was published before, and stays as it is.</summary>
    public bool IsPublished { get; init; }

    /// <summary>Exports the best weights of a network's run; null if there are none.</summary>
    public static ExportedNetwork? FromRun(Network network, WorkFolder work, int threads)
    {
        if (BestWeights.Find(network, work) is not { } weights)
        {
            return null;
        }

        int classes = weights.State.ClassNames.Count;
        using nn.Module module = NetworkFactory.Create(network, classes);
        weights.Load(module);
        module.eval();
        (byte[] exact, byte[] smallest) = HalfPrecision.Write(
            NetworkContract.Of(network, classes), precision => NetworkGraph.Write(module, precision), threads);
        return Published(new Checkpoint(work.RunOf(network)), new ExportedNetwork(network, weights.State, exact, smallest));
    }

    /// <summary>
    /// The network with the file that a set has published of these weights; rounded anew, it would lose a little each time.
    /// </summary>
    private static ExportedNetwork Published(Checkpoint run, ExportedNetwork exported) => !System.IO.File.Exists(run.PublishedPath)
        ? exported
        : exported with
        {
            File = System.IO.File.ReadAllBytes(run.PublishedPath),
            Quantization = System.IO.File.Exists(run.PublishedRoundingPath)
                ? QuantizationEffect.Parse(System.IO.File.ReadAllText(run.PublishedRoundingPath))
                : null,
            IsPublished = true,
        };
}
