using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>What the header of a safetensors file says of a tensor; whether it can be so is found out by <see cref="Check"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Offsets">Where its bytes begin and end, counted from the end of the header.</param>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, long[] Shape, long[] Offsets)
{
    private const int MaxDimensions = 8;

    /// <summary>Its length in bytes.</summary>
    public long Bytes => Offsets[1] - Offsets[0];

    /// <summary>Refuses what no file can hold.</summary>
    /// <param name="dataBytes">How many bytes follow the header.</param>
    /// <param name="left">How many of them no tensor has taken yet: in this format no two tensors share bytes.</param>
    /// <exception cref="FormatException">The file cannot hold the tensor; the message says why.</exception>
    public void Check(long dataBytes, long left)
    {
        if (Offsets is not [>= 0, >= 0] || Offsets[0] > Offsets[1] || Offsets[1] > dataBytes)
        {
            throw new FormatException("A tensor lies outside the file.");
        }

        if (Shape.Length > MaxDimensions || Shape.Any(length => length < 0))
        {
            throw new FormatException("A tensor has a shape that no weights have.");
        }

        long elements = Shape.Aggregate(1L, (product, length) => checked(product * length));
        if (checked(elements * Type.ElementSize()) != Bytes)
        {
            throw new FormatException("A tensor's shape does not match its size.");
        }

        if (Bytes > left)
        {
            throw new FormatException("Its tensors overlap.");
        }
    }
}
