using Colorize.Trainer.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Export;

/// <summary>Networks whose batch norms have seen something, so that folding them is no empty exercise.</summary>
internal static class RandomNetworks
{
    public static ResNetGray ResNet(int seed)
    {
        manual_seed(seed);
        var network = new ResNetGray();
        Disturb(network);
        return network;
    }

    public static EnsembleGray Ensemble(int classes, int seed)
    {
        manual_seed(seed);
        var network = new EnsembleGray(classes);
        Disturb(network);
        return network;
    }

    public static UNetGray UNet(int classes, int seed)
    {
        manual_seed(seed);
        var network = new UNetGray(classes);
        network.StartAt([.. Enumerable.Range(0, ColorBins.Count).Select(bin => -5 - (bin % 7 * 0.3f))]);
        Disturb(network);
        return network;
    }

    public static AlexNetGray AlexNet(int classes, int seed)
    {
        manual_seed(seed);
        var network = new AlexNetGray(classes);
        using IDisposable noGradient = no_grad();
        using IDisposable scope = NewDisposeScope();
        network.Linears[^1].weight.mul_(20);
        network.eval();
        return network;
    }

    private static void Disturb(nn.Module network)
    {
        using IDisposable noGradient = no_grad();
        foreach (BatchNorm2d norm in network.modules().OfType<BatchNorm2d>())
        {
            nn.init.uniform_(norm.weight!, 0.5, 1.5);
            nn.init.normal_(norm.bias!, 0, 0.2);
            nn.init.normal_(norm.running_mean!, 0, 0.2);
            nn.init.uniform_(norm.running_var!, 0.5, 2);
        }

        // The output starts near zero, which would hide every difference.
        foreach (ColorDecoder decoder in network.modules().OfType<ColorDecoder>())
        {
            nn.init.normal_(decoder.Output.weight, 0, 0.01);
        }

        network.eval();
    }
}
