using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>Colours from lightness and the classes: the mean squared error of ab on the poster's scale.</summary>
internal sealed class EnsembleObjective : TrainingObjective
{
    private readonly ClassProbabilities _classes;

    public EnsembleObjective(ClassProbabilities classes)
    {
        _classes = classes;
        Ensemble = new EnsembleGray(classes.Classes);
        ChannelsLast.Apply(Ensemble);
        Ensemble.to(ComputeDevice.Best);
    }

    public override Network Kind => Models.Network.Ensemble;

    public override nn.Module Network => Ensemble;

    /// <summary>The colorizer that is told the classes.</summary>
    public EnsembleGray Ensemble { get; }

    public override Tensor Loss(HostBatch batch)
    {
        bool training = Ensemble.training;
        Tensor colors = Ensemble.forward(Sized(Lightness(batch), training), _classes.Of(batch, withDoubt: training));
        return nn.functional.mse_loss(colors, Sized(Chroma(batch), training));
    }
}
