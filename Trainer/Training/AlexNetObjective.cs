using System.Runtime.InteropServices;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>The class of the scene: cross entropy.</summary>
internal sealed class AlexNetObjective : TrainingObjective
{
    /// <summary>
    /// How much of the truth is spread over all classes (Szegedy et al. 2016, "Rethinking the Inception Architecture"),
    /// so that the probabilities stay honest about pictures that the network has not seen.
    /// </summary>
    private const double Smoothing = 0.1;

    private readonly AlexNetGray _network;

    public AlexNetObjective(int classes)
    {
        _network = new AlexNetGray(classes);
        ChannelsLast.Apply(_network);
        _network.to(ComputeDevice.Best);
    }

    public override Network Kind => Models.Network.AlexNet;

    public override nn.Module Network => _network;

    public override Tensor Loss(HostBatch batch) => CrossEntropy(_network.forward(Lightness(batch)), batch, _network.training);

    /// <summary>How far logits are from a batch's classes; while training with smoothed truth.</summary>
    public static Tensor CrossEntropy(Tensor logits, HostBatch batch, bool training)
    {
        Tensor truth = empty(batch.Count, ScalarType.Int64);
        MemoryMarshal.AsBytes(batch.Classes.AsSpan(0, batch.Count)).CopyTo(truth.bytes);
        return nn.functional.cross_entropy(logits, truth.to(ComputeDevice.Best), label_smoothing: training ? Smoothing : 0);
    }
}
