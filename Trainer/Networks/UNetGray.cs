using Colorize.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// The whole of ResNet-18 on one channel with a light decoder (Ronneberger, Fischer and Brox 2015, "U-Net"): lightness
/// <c>[N, 1, S, S]</c> and class probabilities <c>[N, C]</c>, joined at the narrowest place, to the logits of a distribution
/// over <see cref="ColorBins"/> at half the sides of the picture. At 128×128: 1.15 GMAC, 13 million weights.
/// </summary>
internal sealed class UNetGray : nn.Module<Tensor, Tensor, Tensor>
{
    private const int Layers = 4;
    private const int NarrowChannels = 256;
    private const double OutputDeviation = 0.01;

    private static readonly int[] StageChannels = [256, 128, 64, 48];

    private readonly Tensor _logPrior;

    public UNetGray(int classes)
        : base(nameof(UNetGray))
    {
        Classes = classes;
        Encoder = new GrayEncoder(Layers);
        Narrow = new NarrowStage(GrayEncoder.ChannelsAfter(Layers) + classes, NarrowChannels);
        Stages = [.. StageChannels.Select((outputs, index) => new UNetStage(
            index == 0 ? NarrowChannels : StageChannels[index - 1], GrayEncoder.ChannelsAfter(Layers - 1 - index), outputs))];
        Output = nn.Conv2d(StageChannels[^1], ColorBins.Count, 1);
        _logPrior = zeros(ColorBins.Count);

        Initialization.HeNormal(Encoder);
        Initialization.HeNormal(Narrow);
        foreach (UNetStage stage in Stages)
        {
            Initialization.HeNormal(stage);
        }

        using (NewDisposeScope())
        using (no_grad())
        {
            Output.weight.normal_(0, OutputDeviation);
            Output.bias!.zero_();
        }

        register_module("encoder", Encoder);
        register_module("narrow", Narrow);
        for (int index = 0; index < Stages.Count; index++)
        {
            register_module($"stage{index + 1}", Stages[index]);
        }

        register_module("output", Output);
        register_buffer("log_prior", _logPrior);
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    public GrayEncoder Encoder { get; }

    /// <summary>The 1×1 convolution that joins the classes to the smallest features.</summary>
    public NarrowStage Narrow { get; }

    /// <summary>The steps of the decoder in the order they run.</summary>
    public IReadOnlyList<UNetStage> Stages { get; }

    /// <summary>The 1×1 convolution to the logits of the bins.</summary>
    public Conv2d Output { get; }

    /// <summary>The logarithm of how common each bin is in the training pictures; see <see cref="VividDecoding.LogPrior"/>.</summary>
    public Tensor LogPrior => get_buffer("log_prior")!;

    /// <summary>The logits of the bins, <c>[N, Count, S/2, S/2]</c>.</summary>
    public override Tensor forward(Tensor lightness, Tensor probabilities)
    {
        IReadOnlyList<Tensor> pyramid = Encoder.Pyramid(lightness);
        Tensor features = Narrow.forward(pyramid[^1], probabilities);
        for (int index = 0; index < Stages.Count; index++)
        {
            features = Stages[index].forward(features, pyramid[^(index + 2)]);
        }

        return Output.forward(features);
    }

    /// <summary>Starts the output at a distribution, so that the first steps need not learn how common colours are.</summary>
    /// <param name="logPrior">The smoothed logarithms that the decoding uses: <see cref="ColorBins.Count"/> of them.</param>
    public void StartAt(float[] logPrior)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor values = tensor(logPrior);
        LogPrior.copy_(values);
        Output.bias!.copy_(values);
    }

    /// <summary>Decodes logits to ab on the poster's scale at twice their sides, <c>[N, 2, S, S]</c>.</summary>
    /// <param name="logits">What the network answered.</param>
    /// <param name="vividness">0 to 1; see <see cref="VividDecoding"/>.</param>
    public Tensor Decode(Tensor logits, float vividness)
    {
        Tensor sharpened = logits * (1 + (vividness * (VividDecoding.Sharpness - 1)));
        Tensor weighed = sharpened - (vividness * VividDecoding.Rarity * LogPrior.reshape(1, -1, 1, 1));
        using Tensor centers = ColorBins.CenterWeights().to(logits.device);
        Tensor chroma = nn.functional.conv2d(weighed.softmax(1), centers);
        Tensor full = nn.functional.interpolate(chroma, scale_factor: [2, 2], mode: InterpolationMode.Bilinear, align_corners: false);
        return (full + PosterScale.ChromaOffset) / PosterScale.Chroma;
    }
}
