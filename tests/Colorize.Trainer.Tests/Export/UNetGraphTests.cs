using Colorize.Models;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Export;

public class UNetGraphTests
{
    private const int Classes = 5;
    private const int Batch = 3;

    [Fact]
    public void The_exported_unet_answers_as_the_trained_one_at_every_vividness()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using UNetGray network = RandomNetworks.UNet(Classes, seed: 1);
        using var exported = new OnnxNetwork(UNetGraph.Write(network, WeightPrecision.Float32));
        Tensor lightness = rand(Batch, 1, 128, 128);
        Tensor probabilities = rand(Batch, Classes).softmax(1);
        float[] vividness = [0, 0.4f, 1];

        Tensor actual = exported.Run(
            (NetworkContract.Lightness, lightness),
            (NetworkContract.ClassProbabilities, probabilities),
            (NetworkContract.Vividness, tensor(vividness)));

        Assert.Equal([Batch, 2, 128, 128], actual.shape);
        Tensor logits = network.forward(lightness, probabilities);
        for (int photo = 0; photo < Batch; photo++)
        {
            Tensor expected = network.Decode(logits.narrow(0, photo, 1), vividness[photo]);
            Assert.True(expected.std().item<float>() > 0.003, "The network must say something for the comparison to mean anything.");
            Assert.InRange((expected - actual.narrow(0, photo, 1)).abs().max().item<float>(), 0, 1e-4);
        }
    }

    [Fact]
    public void Vividness_moves_colours_away_from_grey()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using UNetGray network = RandomNetworks.UNet(Classes, seed: 2);
        Tensor logits = network.forward(rand(1, 1, 128, 128), rand(1, Classes).softmax(1)) * 3;

        float[] strengths = [.. new[] { 0f, 0.5f, 1f }.Select(vividness => Chroma(network.Decode(logits, vividness)))];

        Assert.True(strengths[0] < strengths[1] && strengths[1] < strengths[2], string.Join(", ", strengths));

        static float Chroma(Tensor ab) => (ab - (128f / 255f)).norm().item<float>();
    }

    [Fact]
    public void The_network_keeps_to_the_size_it_is_meant_to_have()
    {
        using UNetGray network = RandomNetworks.UNet(classes: 19, seed: 1);
        Assert.InRange(network.parameters().Sum(parameter => parameter.numel()), 10_000_000, 16_000_000);
    }

    [Theory]
    [InlineData(WeightPrecision.Float32)]
    [InlineData(WeightPrecision.Float16)]
    public void The_reference_checker_accepts_the_file(object precision)
    {
        using UNetGray network = RandomNetworks.UNet(Classes, seed: 4);
        OnnxChecker.Check(UNetGraph.Write(network, (WeightPrecision)precision));
    }
}
