using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>Colours from lightness and the classes: the mean squared error of ab on the poster's scale.</summary>
internal sealed class EnsembleObjective : TrainingObjective
{
    private readonly EnsembleGray _network;
    private readonly ClassProbabilities _classes;

    public EnsembleObjective(ClassProbabilities classes)
    {
        _classes = classes;
        _network = new EnsembleGray(classes.Classes);
        ChannelsLast.Apply(_network);
        _network.to(ComputeDevice.Best);
    }

    public override Network Kind => Models.Network.Ensemble;

    public override nn.Module Network => _network;

    /// <summary>The part that pretrained weights fit.</summary>
    public GrayEncoder Encoder => _network.Encoder;

    public override Tensor Loss(HostBatch batch)
    {
        bool training = _network.training;
        Tensor colors = _network.forward(Sized(Lightness(batch), training), _classes.Of(batch, withDoubt: training));
        return nn.functional.mse_loss(colors, Sized(Chroma(batch), training));
    }
}
