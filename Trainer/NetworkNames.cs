using System.ComponentModel;
using Colorize.Models;

namespace Colorize.Trainer;

/// <summary>What the networks are called on the command line, in folders and in the manifest.</summary>
internal static class NetworkNames
{
    public const string AlexNet = "alexnet";
    public const string ResNet = "resnet";
    public const string Ensemble = "ensemble";
    public const string UNet = "unet";

    /// <summary>All networks, in the order they have to be trained.</summary>
    public static IReadOnlyList<string> All { get; } = [AlexNet, ResNet, Ensemble, UNet];

    /// <summary>The name of a network.</summary>
    public static string Of(Network network) => network switch
    {
        Network.AlexNet => AlexNet,
        Network.ResNet => ResNet,
        Network.Ensemble => Ensemble,
        Network.UNet => UNet,
        _ => throw new InvalidEnumArgumentException(nameof(network), (int)network, typeof(Network)),
    };
}
