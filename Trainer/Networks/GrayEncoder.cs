using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// The first six children of ResNet-18 on one channel: <c>[N, 1, 128, 128]</c> lightness (L/100) to
/// <c>[N, 128, 16, 16]</c> features.
/// </summary>
internal sealed class GrayEncoder : nn.Module<Tensor, Tensor>
{
    /// <summary>The channels of the features.</summary>
    public const int Features = 128;

    private const int StemChannels = 64;

    public GrayEncoder()
        : base(nameof(GrayEncoder))
    {
        Stem = nn.Conv2d(1, StemChannels, 7, 2, padding: 3L, bias: false);
        StemNorm = nn.BatchNorm2d(StemChannels);
        Pool = nn.MaxPool2d(3, 2, 1);
        ResidualBlock[] layer1 = [new(StemChannels, StemChannels), new(StemChannels, StemChannels)];
        ResidualBlock[] layer2 = [new(StemChannels, Features, stride: 2), new(Features, Features)];
        Blocks = [.. layer1, .. layer2];

        register_module("conv1", Stem);
        register_module("bn1", StemNorm);
        register_module("layer1", nn.Sequential(("0", layer1[0]), ("1", layer1[1])));
        register_module("layer2", nn.Sequential(("0", layer2[0]), ("1", layer2[1])));
    }

    public Conv2d Stem { get; }

    public BatchNorm2d StemNorm { get; }

    public MaxPool2d Pool { get; }

    /// <summary>The residual blocks of layer1 and layer2 in the order they run.</summary>
    public IReadOnlyList<ResidualBlock> Blocks { get; }

    public override Tensor forward(Tensor lightness)
    {
        Tensor features = nn.functional.relu(StemNorm.forward(Stem.forward(lightness)), inplace: true);
        features = Pool.forward(features);
        foreach (ResidualBlock block in Blocks)
        {
            features = block.forward(features);
        }

        return features;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Pool.Dispose();
        }

        base.Dispose(disposing);
    }
}
