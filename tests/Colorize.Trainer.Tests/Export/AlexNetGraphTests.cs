using Colorize.Models;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Export;

public class AlexNetGraphTests
{
    private const int Classes = 13;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_exported_alexnet_answers_as_the_trained_one(int batch)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using AlexNetGray network = RandomNetworks.AlexNet(Classes, seed: batch);
        using var exported = new OnnxNetwork(AlexNetGraph.Write(network, WeightPrecision.Float32));
        Tensor lightness = rand(batch, 1, 128, 128);

        Tensor expected = network.forward(lightness).softmax(1);
        Tensor actual = exported.Run((NetworkContract.Lightness, lightness));

        Assert.Equal([batch, Classes], actual.shape);
        Assert.True(expected.max().item<float>() > 0.15, "The network must prefer some class for the comparison to mean anything.");
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-4);
    }

    [Fact]
    public void The_file_holds_a_quarter_of_the_first_linear_layer_in_float16()
    {
        using AlexNetGray network = RandomNetworks.AlexNet(Classes, seed: 1);
        byte[] file = AlexNetGraph.Write(network, WeightPrecision.Float16);

        const long FirstLinear = 4096 * 9216;
        long weights = network.parameters().Sum(parameter => parameter.numel()) - (FirstLinear * 3 / 4);
        Assert.InRange(file.Length, weights * 2, (weights * 2) + 50_000);
        OnnxChecker.Check(file);
    }

    [Fact]
    public void Folding_sums_the_weights_of_the_repeated_values()
    {
        float[] values = [.. Enumerable.Range(0, 16).Select(index => (float)index)];
        Assert.Equal(
            [0 + 1 + 4 + 5, 2 + 3 + 6 + 7, 8 + 9 + 12 + 13, 10 + 11 + 14 + 15], FoldedPool.Fold(new(values, [1, 16]), 1, 2, 4).Values);
    }
}
