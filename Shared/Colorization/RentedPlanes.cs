using System.Buffers;

namespace Colorize.Colorization;

/// <summary>Planes of one size in pooled memory, given back when disposed. Their values are not set.</summary>
/// <param name="count">How many.</param>
/// <param name="length">Values in each.</param>
internal readonly struct RentedPlanes(int count, int length) : IDisposable
{
    private readonly float[] _values = ArrayPool<float>.Shared.Rent(count * length);

    /// <summary>One of the planes.</summary>
    public Span<float> this[int index] => _values.AsSpan(index * length, length);

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);
}
