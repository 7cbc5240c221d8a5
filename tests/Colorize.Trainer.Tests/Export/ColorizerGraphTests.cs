using Colorize.Models;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Export;

public class ColorizerGraphTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_exported_resnet_answers_as_the_trained_one(int batch)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ResNetGray network = RandomNetworks.ResNet(seed: batch);
        using var exported = new OnnxNetwork(ColorizerGraph.Write(network, WeightPrecision.Float32));
        Tensor lightness = rand(batch, 1, 128, 128);

        Tensor expected = network.forward(lightness);
        Tensor actual = exported.Run((NetworkContract.Lightness, lightness));

        Assert.Equal([batch, 2, 128, 128], actual.shape);
        Assert.True(expected.std().item<float>() > 0.01, "The network must say something for the comparison to mean anything.");
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-4);
    }

    [Fact]
    public void Float16_weights_halve_the_file_and_hardly_move_the_output()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ResNetGray network = RandomNetworks.ResNet(seed: 5);
        byte[] single = ColorizerGraph.Write(network, WeightPrecision.Float32);
        byte[] half = ColorizerGraph.Write(network, WeightPrecision.Float16);
        using var exported = new OnnxNetwork(half);
        Tensor lightness = rand(2, 1, 128, 128);

        float difference = (network.forward(lightness) - exported.Run((NetworkContract.Lightness, lightness))).abs().max().item<float>();

        Assert.InRange(half.Length, 0, (int)(single.Length * 0.52));
        Assert.InRange(difference, 1e-7, 5e-3);
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        using ResNetGray network = RandomNetworks.ResNet(seed: 3);
        Assert.Equal(ColorizerGraph.Write(network, WeightPrecision.Float16), ColorizerGraph.Write(network, WeightPrecision.Float16));
    }

    [Theory]
    [InlineData(WeightPrecision.Float32)]
    [InlineData(WeightPrecision.Float16)]
    public void The_reference_checker_accepts_the_file(object precision)
    {
        using ResNetGray network = RandomNetworks.ResNet(seed: 4);
        OnnxChecker.Check(ColorizerGraph.Write(network, (WeightPrecision)precision));
    }
}
