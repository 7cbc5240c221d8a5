using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>Colours from lightness alone: the mean squared error of ab on the poster's scale.</summary>
internal sealed class ResNetObjective : TrainingObjective
{
    private readonly ResNetGray _network = new();

    public ResNetObjective()
    {
        ChannelsLast.Apply(_network);
        _network.to(ComputeDevice.Best);
    }

    public override Network Kind => Models.Network.ResNet;

    public override nn.Module Network => _network;

    /// <summary>The part that pretrained weights fit.</summary>
    public GrayEncoder Encoder => _network.Encoder;

    public override Tensor Loss(HostBatch batch)
    {
        bool training = _network.training;
        return nn.functional.mse_loss(_network.forward(Sized(Lightness(batch), training)), Sized(Chroma(batch), training));
    }
}
