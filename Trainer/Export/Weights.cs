using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Colorize.Trainer.Export;

/// <summary>The values of a weight tensor in row-major order.</summary>
internal sealed record Weights(float[] Values, long[] Shape)
{
    /// <summary>Copies a tensor out of libtorch, whatever its layout in memory.</summary>
    public static Weights From(Tensor tensor)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor plain = tensor.detach().contiguous();
        return new Weights(MemoryMarshal.Cast<byte, float>(plain.bytes).ToArray(), plain.shape);
    }
}
