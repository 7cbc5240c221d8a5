using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// Joins class probabilities <c>[N, C]</c> to features at every place: a 1×1 convolution over both, batch norm and ReLU.
/// </summary>
internal sealed class NarrowStage : nn.Module<Tensor, Tensor, Tensor>
{
    public NarrowStage(int inputs, int outputs)
        : base(nameof(NarrowStage))
    {
        Convolution = nn.Conv2d(inputs, outputs, 1, bias: false);
        Norm = nn.BatchNorm2d(outputs);
        register_module("conv", Convolution);
        register_module("bn", Norm);
    }

    public Conv2d Convolution { get; }

    public BatchNorm2d Norm { get; }

    public override Tensor forward(Tensor features, Tensor probabilities)
    {
        long[] shape = features.shape;
        Tensor tiled = probabilities.unsqueeze(-1).unsqueeze(-1).expand(-1, -1, shape[2], shape[3]);
        return nn.functional.relu(Norm.call(Convolution.forward(cat([features, tiled], 1))), inplace: true);
    }
}
