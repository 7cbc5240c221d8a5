using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>A 3×3 convolution, batch norm and ReLU, followed where asked by nearest-neighbour doubling.</summary>
internal sealed class DecoderStage : nn.Module<Tensor, Tensor>
{
    public DecoderStage(int inputs, int outputs, bool doubled)
        : base(nameof(DecoderStage))
    {
        Convolution = nn.Conv2d(inputs, outputs, 3, 1, padding: 1L, bias: false);
        Norm = nn.BatchNorm2d(outputs);
        Doubled = doubled;
        register_module("conv", Convolution);
        register_module("bn", Norm);
    }

    public Conv2d Convolution { get; }

    public BatchNorm2d Norm { get; }

    /// <summary>Whether width and height are doubled after the ReLU.</summary>
    public bool Doubled { get; }

    public override Tensor forward(Tensor input)
    {
        Tensor output = nn.functional.relu(Norm.call(Convolution.forward(input)), inplace: true);
        return Doubled ? Double(output) : output;
    }

    /// <summary>Doubles width and height by repeating each value.</summary>
    public static Tensor Double(Tensor input) =>
        nn.functional.interpolate(input, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
}
