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

    public override string Name => NetworkNames.Ensemble;

    public override nn.Module Network => _network;

    /// <summary>The part that pretrained weights fit.</summary>
    public GrayEncoder Encoder => _network.Encoder;

    public override Tensor Loss(HostBatch batch) =>
        nn.functional.mse_loss(_network.forward(Lightness(batch), _classes.Of(batch, withDoubt: _network.training)), Chroma(batch));
}
