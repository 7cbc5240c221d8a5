using Colorize.Models;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Export;

public class EnsembleGraphTests
{
    private const int Classes = 13;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_exported_ensemble_answers_as_the_trained_one(int batch)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using EnsembleGray network = RandomNetworks.Ensemble(Classes, seed: batch);
        using var exported = new OnnxNetwork(ColorizerGraph.Write(network, WeightPrecision.Float32));
        Tensor lightness = rand(batch, 1, 128, 128);
        Tensor probabilities = randn(batch, Classes).softmax(1);

        Tensor expected = network.forward(lightness, probabilities);
        Tensor actual = exported.Run((NetworkContract.Lightness, lightness), (NetworkContract.ClassProbabilities, probabilities));

        Assert.Equal([batch, 2, 128, 128], actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-4);
    }

    [Fact]
    public void The_classes_change_the_colours()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using EnsembleGray network = RandomNetworks.Ensemble(Classes, seed: 1);
        Tensor lightness = rand(1, 1, 128, 128);
        Tensor first = network.forward(lightness, eye(Classes)[0].unsqueeze(0));
        Tensor second = network.forward(lightness, eye(Classes)[1].unsqueeze(0));
        Assert.True((first - second).abs().max().item<float>() > 0.01);
    }

    [Fact]
    public void The_reference_checker_accepts_the_file()
    {
        using EnsembleGray network = RandomNetworks.Ensemble(Classes, seed: 4);
        OnnxChecker.Check(ColorizerGraph.Write(network, WeightPrecision.Float16));
    }
}
