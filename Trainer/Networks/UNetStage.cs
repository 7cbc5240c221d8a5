using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>One step up of the U-Net's decoder: features are doubled, joined by the encoder's of that size, and convolved.</summary>
internal sealed class UNetStage : nn.Module<Tensor, Tensor, Tensor>
{
    public UNetStage(int inputs, int skipped, int outputs)
        : base(nameof(UNetStage))
    {
        Inner = new DecoderStage(inputs + skipped, outputs, doubled: false);
        register_module("inner", Inner);
    }

    /// <summary>The convolution after the joining.</summary>
    public DecoderStage Inner { get; }

    public override Tensor forward(Tensor features, Tensor skip) => Inner.forward(cat([DecoderStage.Double(features), skip], 1));
}
