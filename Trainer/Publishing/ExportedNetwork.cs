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
    public Rounding? Rounding { get; init; }

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
        (byte[] exact, byte[] file) = network switch
        {
            Network.AlexNet => Write(new AlexNetGray(classes), AlexNetGraph.Write),
            Network.ResNet => Write(new ResNetGray(), ColorizerGraph.Write),
            Network.UNet => Write(new UNetGray(classes), UNetGraph.Write),
            _ => Write(new EnsembleGray(classes), ColorizerGraph.Write),
        };
        return Published(new Checkpoint(work.RunOf(network)), new ExportedNetwork(network, weights.State, exact, file));

        (byte[] Exact, byte[] Smallest) Write<T>(T module, Func<T, WeightPrecision, byte[]> write)
            where T : nn.Module
        {
            using (module)
            {
                weights.Load(module);
                module.eval();
                return HalfPrecision.Write(NetworkContract.Of(network, classes), precision => write(module, precision), threads);
            }
        }
    }

    /// <summary>
    /// The network with the file that a set has published of these weights; rounded anew, it would lose a little each time.
    /// </summary>
    private static ExportedNetwork Published(Checkpoint run, ExportedNetwork exported) => !System.IO.File.Exists(run.PublishedPath)
        ? exported
        : exported with
        {
            File = System.IO.File.ReadAllBytes(run.PublishedPath),
            Rounding = System.IO.File.Exists(run.PublishedRoundingPath)
                ? Rounding.Parse(System.IO.File.ReadAllText(run.PublishedRoundingPath))
                : null,
            IsPublished = true,
        };
}
