using Colorize.Models;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights;

/// <summary>New networks that were started from a set.</summary>
internal sealed class StartedNetworks : IDisposable
{
    public StartedNetworks(SetStart start, int classes)
    {
        AlexNet = new AlexNetGray(classes);
        ResNet = new ResNetGray();
        Ensemble = new EnsembleGray(classes);
        UNet = new UNetGray(classes);
        foreach ((Network kind, nn.Module network) in new (Network, nn.Module)[]
            { (Network.AlexNet, AlexNet), (Network.ResNet, ResNet), (Network.Ensemble, Ensemble), (Network.UNet, UNet) })
        {
            start.Put(kind, network);
            network.eval();
        }
    }

    public AlexNetGray AlexNet { get; }

    public ResNetGray ResNet { get; }

    public EnsembleGray Ensemble { get; }

    public UNetGray UNet { get; }

    public void Dispose()
    {
        AlexNet.Dispose();
        ResNet.Dispose();
        Ensemble.Dispose();
        UNet.Dispose();
    }
}
