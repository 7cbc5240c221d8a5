using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Colorize.Trainer.Training;

/// <summary>
/// The distribution of colours: the cross entropy between the bins that a colour lies among and what the network says of
/// them (Zhang, Isola and Efros 2016), at half the sides of the picture. It is judged, as the other colorizers are, by the
/// mean squared error of ab on the poster's scale, at vividness 0.
/// </summary>
internal sealed class UNetObjective : TrainingObjective
{
    /// <summary>Pictures that are looked at for how common colours are.</summary>
    private const int PriorPictures = 2048;

    private const int PriorBatch = 32;

    private readonly UNetGray _network;
    private readonly ClassProbabilities _classes;

    /// <summary>Makes the network and tells it how common the colours of the training pictures are.</summary>
    public UNetObjective(ClassProbabilities classes, CachedDataset dataset, CancellationToken cancellationToken)
    {
        _classes = classes;
        _network = new UNetGray(classes.Classes);
        _network.StartAt(VividDecoding.LogPrior(CountBins(dataset, cancellationToken)));
        ChannelsLast.Apply(_network);
        _network.to(ComputeDevice.Best);
    }

    public override Network Kind => Models.Network.UNet;

    public override nn.Module Network => _network;

    /// <summary>The part that pretrained weights fit.</summary>
    public GrayEncoder Encoder => _network.Encoder;

    public override Tensor Loss(HostBatch batch)
    {
        bool training = _network.training;
        Tensor chroma = Sized(Chroma(batch), training);
        Tensor logits = _network.forward(Sized(Lightness(batch), training), _classes.Of(batch, withDoubt: training));
        return training ? CrossEntropy(logits, chroma) : nn.functional.mse_loss(_network.Decode(logits, vividness: 0), chroma);
    }

    /// <summary>
    /// The mean over places of the cross entropy between the bins around the true colours and the logits at half their sides.
    /// </summary>
    private static Tensor CrossEntropy(Tensor logits, Tensor chroma)
    {
        (Tensor bins, Tensor weights) = EncodeHalved(chroma);
        return -(logits.log_softmax(1).gather(1, bins) * weights).sum(1).mean();
    }

    private static (Tensor Bins, Tensor Weights) EncodeHalved(Tensor chroma)
    {
        using IDisposable noGradient = no_grad();
        return ColorBins.Encode((nn.functional.avg_pool2d(chroma, 2) * PosterScale.Chroma) - PosterScale.ChromaOffset);
    }

    /// <summary>How much of the pictures lies in each bin; of a large dataset, of pictures that chance has chosen.</summary>
    private static double[] CountBins(CachedDataset dataset, CancellationToken cancellationToken)
    {
        int[] rows = [.. dataset.InOrderOfHashes(dataset.Rows).Take(PriorPictures)];
        double[] counts = new double[ColorBins.Count];
        foreach (HostBatch batch in new DataLoader(dataset, PriorBatch).Read(rows, augmentation: null, seed: 0, cancellationToken))
        {
            using IDisposable scope = NewDisposeScope();
            (Tensor bins, Tensor weights) = EncodeHalved(Chroma(batch));
            Tensor sums = zeros(ColorBins.Count, ScalarType.Float64, bins.device)
                .scatter_add_(0, bins.flatten(), weights.flatten().to(ScalarType.Float64));
            TensorPrimitives.Add(counts, sums.cpu().data<double>().ToArray(), counts);
        }

        return counts;
    }
}
