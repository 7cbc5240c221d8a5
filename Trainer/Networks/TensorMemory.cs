using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Colorize.Trainer.Networks;

/// <summary>The memory of a tensor, for passes over all values that libtorch would take many for.</summary>
internal static class TensorMemory
{
    /// <summary>
    /// The float32 values of a tensor in the order in which they lie in memory, with channels first or last. Valid while
    /// the tensor lives.
    /// </summary>
    public static Span<float> Of(Tensor tensor)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor values = tensor.detach();
        Tensor inOrder = values.is_contiguous() ? values : values.permute(0, 2, 3, 1);
        return MemoryMarshal.Cast<byte, float>(inOrder.bytes);
    }
}
