using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>
/// Room for a batch of equal tensors that ONNX Runtime reads or writes in place. It is allocated once, and pinned, so that
/// a photograph costs no allocation here.
/// </summary>
/// <param name="maxBatch">The largest batch there is room for.</param>
/// <param name="shape">The dimensions of one tensor, without the batch.</param>
internal sealed class PinnedTensor(int maxBatch, params int[] shape)
{
    private readonly int _length = LengthOf(shape);
    private readonly float[] _values = GC.AllocateArray<float>(maxBatch * LengthOf(shape), pinned: true);

    /// <summary>The values of one tensor of the batch.</summary>
    public Span<float> this[int index] => _values.AsSpan(index * _length, _length);

    /// <summary>The first tensors as ONNX Runtime sees them; to be disposed after the run.</summary>
    public OrtValue Take(int batch) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, _values.AsMemory(0, batch * _length), [batch, .. shape.Select(size => (long)size)]);

    private static int LengthOf(int[] shape) => shape.Aggregate(1, (product, size) => product * size);
}
