using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// The colorizer that is told what the picture shows: the class probabilities <c>[N, C]</c> are repeated at every place
/// of the features, and the decoder sees both.
/// </summary>
internal sealed class EnsembleGray : nn.Module<Tensor, Tensor, Tensor>
{
    /// <summary>The sides of the features of a picture at 128×128.</summary>
    public const int FeatureSide = 16;

    public EnsembleGray(int classes)
        : base(nameof(EnsembleGray))
    {
        Classes = classes;
        Encoder = new GrayEncoder();
        Decoder = new ColorDecoder(GrayEncoder.Features + classes);
        Initialization.HeNormal(Encoder);
        foreach (DecoderStage stage in Decoder.Stages)
        {
            Initialization.HeNormal(stage);
        }

        register_module("encoder", Encoder);
        register_module("decoder", Decoder);
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    public GrayEncoder Encoder { get; }

    public ColorDecoder Decoder { get; }

    public override Tensor forward(Tensor lightness, Tensor probabilities)
    {
        Tensor features = Encoder.forward(lightness);
        Tensor tiled = probabilities.unsqueeze(-1).unsqueeze(-1).expand(-1, -1, features.shape[2], features.shape[3]);
        return Decoder.forward(cat([features, tiled], 1));
    }
}
