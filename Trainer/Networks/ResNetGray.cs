using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>The colorizer without classes: lightness <c>[N, 1, 128, 128]</c> to ab <c>[N, 2, 128, 128]</c>.</summary>
internal sealed class ResNetGray : nn.Module<Tensor, Tensor>
{
    public ResNetGray()
        : base(nameof(ResNetGray))
    {
        Encoder = new GrayEncoder();
        Decoder = new ColorDecoder(GrayEncoder.Features);
        Initialization.HeNormal(Encoder);
        foreach (DecoderStage stage in Decoder.Stages)
        {
            Initialization.HeNormal(stage);
        }

        register_module("encoder", Encoder);
        register_module("decoder", Decoder);
    }

    public GrayEncoder Encoder { get; }

    public ColorDecoder Decoder { get; }

    public override Tensor forward(Tensor lightness) => Decoder.forward(Encoder.forward(lightness));
}
