using Colorize.Models;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>Makes the network of a kind, with random weights.</summary>
internal static class NetworkFactory
{
    /// <param name="network">The kind.</param>
    /// <param name="classes">How many classes it tells apart or is told; the ResNet knows of none.</param>
    public static nn.Module Create(Network network, int classes) => network switch
    {
        Network.AlexNet => new AlexNetGray(classes),
        Network.ResNet => new ResNetGray(),
        Network.Ensemble => new EnsembleGray(classes),
        Network.UNet => new UNetGray(classes),
        _ => throw new ArgumentOutOfRangeException(nameof(network), network, "There is no such network."),
    };
}
