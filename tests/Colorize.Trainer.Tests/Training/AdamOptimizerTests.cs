using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Training;

[Collection(LibtorchRandomness.Name)]
public class AdamOptimizerTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(0.01, true)]
    [InlineData(0, false)]
    [InlineData(0.01, false)]
    public void Steps_are_those_of_PyTorchs_Adam(double l2, bool inOnePass)
    {
        using IDisposable scope = NewDisposeScope();
        using Sequential ours = Network();
        using Sequential theirs = Network();
        using var optimizer = new AdamOptimizer(ours, l2);
        using Adam reference = optim.Adam(theirs.parameters(), 1e-2, weight_decay: l2);
        Tensor input = randn(4, 3, 9, 9);
        for (int step = 0; step < 20; step++)
        {
            double rate = 1e-2 / (step + 1);
            foreach (optim.ILearningRateController group in reference.ParamGroups)
            {
                group.LearningRate = rate;
            }

            optimizer.ForgetGradients();
            reference.zero_grad();
            ours.forward(input).square().mean().backward();
            theirs.forward(input).square().mean().backward();
            optimizer.Step(step, rate, inOnePass);
            reference.step();
        }

        foreach ((Parameter left, Parameter right) in ours.parameters().Zip(theirs.parameters()))
        {
            Assert.InRange((left - right).abs().max().item<float>(), 0, 2e-5);
        }
    }

    private static Sequential Network()
    {
        manual_seed(3);
        Sequential network = nn.Sequential(nn.Conv2d(3, 7, 3), nn.ReLU(), nn.Conv2d(7, 5, 3), nn.Flatten(), nn.Linear(125, 3));
        ChannelsLast.Apply(network);
        return network;
    }
}
