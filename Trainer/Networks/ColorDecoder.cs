using Colorize.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// The decoder of Melas-Kyriazi and Han (2018): 3×3 convolutions with batch norm and nearest-neighbour upsampling,
/// from features at 16×16 to <c>[N, 2, 128, 128]</c> ab on the scale (ab + 128) / 255.
/// </summary>
internal sealed class ColorDecoder : nn.Module<Tensor, Tensor>
{
    private const double OutputDeviation = 0.001;

    public ColorDecoder(int inputs)
        : base(nameof(ColorDecoder))
    {
        Stages =
        [
            new DecoderStage(inputs, 128, doubled: true),
            new DecoderStage(128, 64, doubled: false),
            new DecoderStage(64, 64, doubled: true),
            new DecoderStage(64, 32, doubled: false),
        ];
        Output = nn.Conv2d(32, 2, 3, 1, padding: 1L);

        // Starting at grey saves the first hundreds of steps that would only learn the offset.
        using (NewDisposeScope())
        using (no_grad())
        {
            Output.weight.normal_(0, OutputDeviation);
            Output.bias!.fill_(PosterScale.Grey);
        }

        for (int index = 0; index < Stages.Count; index++)
        {
            register_module($"stage{index + 1}", Stages[index]);
        }

        register_module("output", Output);
    }

    /// <summary>The stages before the output convolution, in the order they run.</summary>
    public IReadOnlyList<DecoderStage> Stages { get; }

    /// <summary>The last convolution, to a and b; its result is doubled once more.</summary>
    public Conv2d Output { get; }

    public override Tensor forward(Tensor features)
    {
        foreach (DecoderStage stage in Stages)
        {
            features = stage.forward(features);
        }

        return DecoderStage.Double(Output.forward(features));
    }
}
