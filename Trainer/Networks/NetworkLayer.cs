using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>A layer with weights, and the batch norm that follows it.</summary>
/// <param name="Weight">The weights, <c>[outputs, inputs, …]</c>.</param>
/// <param name="Bias">The bias of each output, or null where the batch norm has it.</param>
/// <param name="Norm">The batch norm, or null where none follows.</param>
/// <param name="ClassDimension">The dimension of the weights whose last entries are the classes, or null where they have none.</param>
internal sealed record NetworkLayer(Parameter Weight, Parameter? Bias, BatchNorm2d? Norm = null, int? ClassDimension = null)
{
    /// <summary>The layers of a network in the order in which an export has them.</summary>
    public static IReadOnlyList<NetworkLayer> Of(nn.Module network) => network switch
    {
        AlexNetGray alexNet => [
            .. alexNet.Convolutions.Select(convolution => Of(convolution)),
            .. alexNet.Linears.Select(linear => new NetworkLayer(
                linear.weight, linear.bias, ClassDimension: linear == alexNet.Linears[^1] ? 0 : null))],
        ResNetGray resNet => [.. Of(resNet.Encoder), .. Of(resNet.Decoder, classDimension: null)],
        EnsembleGray ensemble => [.. Of(ensemble.Encoder), .. Of(ensemble.Decoder, classDimension: 1)],
        UNetGray unet => [
            .. Of(unet.Encoder),
            Of(unet.Narrow.Convolution, unet.Narrow.Norm, classDimension: 1),
            .. unet.Stages.Select(stage => Of(stage.Inner.Convolution, stage.Inner.Norm)),
            Of(unet.Output)],
        _ => throw new ArgumentException($"{network.GetName()} is never exported.", nameof(network)),
    };

    private static NetworkLayer Of(Conv2d convolution, BatchNorm2d? norm = null, int? classDimension = null) =>
        new(convolution.weight, convolution.bias, norm, classDimension);

    private static IEnumerable<NetworkLayer> Of(GrayEncoder encoder)
    {
        yield return Of(encoder.Stem, encoder.StemNorm);
        foreach (ResidualBlock block in encoder.Layers.SelectMany(layer => layer))
        {
            yield return Of(block.First, block.FirstNorm);
            yield return Of(block.Second, block.SecondNorm);
            if (block.Shortcut is { } shortcut)
            {
                yield return Of(shortcut, block.ShortcutNorm);
            }
        }
    }

    private static IEnumerable<NetworkLayer> Of(ColorDecoder decoder, int? classDimension)
    {
        foreach (DecoderStage stage in decoder.Stages)
        {
            yield return Of(stage.Convolution, stage.Norm, stage == decoder.Stages[0] ? classDimension : null);
        }

        yield return Of(decoder.Output);
    }
}
