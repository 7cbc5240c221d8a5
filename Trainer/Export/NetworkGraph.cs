using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Trainer.Export;

/// <summary>Writes the network of any kind as the ONNX graph of its kind.</summary>
internal static class NetworkGraph
{
    /// <param name="network">The network.</param>
    /// <param name="precision">How its weights are stored.</param>
    public static byte[] Write(nn.Module network, WeightPrecision precision) => network switch
    {
        AlexNetGray alexNet => AlexNetGraph.Write(alexNet, precision),
        ResNetGray resNet => ColorizerGraph.Write(resNet, precision),
        EnsembleGray ensemble => ColorizerGraph.Write(ensemble, precision),
        UNetGray unet => UNetGraph.Write(unet, precision),
        _ => throw new ArgumentException($"{network.GetType().Name} is not exported.", nameof(network)),
    };
}
