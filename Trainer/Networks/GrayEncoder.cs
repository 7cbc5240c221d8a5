using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>
/// The convolutions of ResNet-18 on one channel: <c>[N, 1, 128, 128]</c> lightness (L/100) to features. Up to layer2, as the
/// poster's colorizers have it, they are <c>[N, 128, 16, 16]</c>; up to layer4 <c>[N, 512, 4, 4]</c>.
/// </summary>
internal sealed class GrayEncoder : nn.Module<Tensor, Tensor>
{
    /// <summary>The channels of the features after layer2.</summary>
    public const int Features = 128;

    /// <summary>
    /// What is taken from L/100 before the first convolution: the mean of the three that torchvision's ImageNet networks take
    /// from red, green and blue.
    /// </summary>
    public const float Mean = 0.449f;

    /// <summary>What the difference is divided by; the mean of torchvision's three deviations.</summary>
    public const float Deviation = 0.226f;

    private const int StemChannels = 64;
    private const int BlocksPerLayer = 2;

    /// <summary>An encoder up to a layer.</summary>
    /// <param name="layers">2 for the poster's colorizers, 4 for the whole of ResNet-18.</param>
    public GrayEncoder(int layers = 2)
        : base(nameof(GrayEncoder))
    {
        Stem = nn.Conv2d(1, StemChannels, 7, 2, padding: 3L, bias: false);
        StemNorm = nn.BatchNorm2d(StemChannels);
        Pool = nn.MaxPool2d(3, 2, 1);
        Layers = [.. Enumerable.Range(1, layers).Select(Layer)];

        register_module("conv1", Stem);
        register_module("bn1", StemNorm);
        for (int index = 0; index < layers; index++)
        {
            register_module($"layer{index + 1}", nn.Sequential(("0", Layers[index][0]), ("1", Layers[index][1])));
        }
    }

    public Conv2d Stem { get; }

    public BatchNorm2d StemNorm { get; }

    public MaxPool2d Pool { get; }

    /// <summary>The residual blocks of each layer in the order they run.</summary>
    public IReadOnlyList<IReadOnlyList<ResidualBlock>> Layers { get; }

    /// <summary>The channels after a layer, counted from 1; 0 is the stem before its pool.</summary>
    public static int ChannelsAfter(int layer) => layer <= 1 ? StemChannels : StemChannels << (layer - 1);

    public override Tensor forward(Tensor lightness) => Pyramid(lightness)[^1];

    /// <summary>
    /// The features of every size: the stem's at half the sides of the picture, and each layer's at half of the ones before.
    /// </summary>
    public IReadOnlyList<Tensor> Pyramid(Tensor lightness)
    {
        Tensor normalized = (lightness - Mean) * (1 / Deviation);
        Tensor stem = nn.functional.relu(StemNorm.call(Stem.forward(normalized)), inplace: true);
        List<Tensor> pyramid = [stem];
        Tensor features = Pool.forward(stem);
        foreach (IReadOnlyList<ResidualBlock> layer in Layers)
        {
            foreach (ResidualBlock block in layer)
            {
                features = block.forward(features);
            }

            pyramid.Add(features);
        }

        return pyramid;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Pool.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ResidualBlock[] Layer(int number)
    {
        int outputs = ChannelsAfter(number);
        var first = new ResidualBlock(ChannelsAfter(number - 1), outputs, stride: number == 1 ? 1 : 2);
        return [first, .. Enumerable.Range(1, BlocksPerLayer - 1).Select(_ => new ResidualBlock(outputs, outputs))];
    }
}
