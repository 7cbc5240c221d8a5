using System.Runtime.InteropServices;
using Colorize.Models;
using Colorize.Tensors;
using Colorize.Trainer.Data;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>A network and what it shall learn.</summary>
internal abstract class TrainingObjective : IDisposable
{
    /// <summary>The kind of network.</summary>
    public abstract Network Kind { get; }

    /// <summary>The network whose weights are trained.</summary>
    public abstract nn.Module Network { get; }

    /// <summary>A pretrained encoder only adapts; at the full rate it would forget what it has learned.</summary>
    private const double PretrainedRate = 1.0 / 3;

    private const string EncoderPart = "encoder.";

    /// <summary>Whether the encoder starts from weights that were trained before.</summary>
    public bool IsPretrained { get; set; }

    /// <summary>Whether pictures are learned at half their sides; networks that need the full size ignore it.</summary>
    public bool IsHalfSize { get; set; }

    /// <summary>How fast a parameter learns, as a part of the schedule's rate.</summary>
    public virtual double RateOf(string parameter) =>
        IsPretrained && parameter.Contains(EncoderPart, StringComparison.Ordinal) ? PretrainedRate : 1;

    /// <summary>How far the network is from right on a batch, as a scalar that can be differentiated.</summary>
    public abstract Tensor Loss(HostBatch batch);

    public void Dispose()
    {
        Network.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The batch's L/100 as <c>[N, 1, 128, 128]</c>.</summary>
    public static Tensor Lightness(HostBatch batch) => ToTensor(batch.Lightness, batch.Count, 1);

    /// <summary>The batch's ab on the poster's scale as <c>[N, 2, 128, 128]</c>.</summary>
    protected static Tensor Chroma(HostBatch batch) => ToTensor(batch.Chroma, batch.Count, 2);

    /// <summary>
    /// Planes at the size that is being learned: halved by the mean of each 2×2 pixels while <see cref="IsHalfSize"/> and training.
    /// </summary>
    protected Tensor Sized(Tensor planes, bool training) => IsHalfSize && training ? nn.functional.avg_pool2d(planes, 2) : planes;

    private static Tensor ToTensor(float[] values, int count, int channels)
    {
        Tensor tensor = empty(count, channels, LabTensor.Size, LabTensor.Size);
        MemoryMarshal.AsBytes(values.AsSpan(0, count * channels * LabTensor.PlaneLength)).CopyTo(tensor.bytes);
        return tensor.to(ComputeDevice.Best);
    }
}
