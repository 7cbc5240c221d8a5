using System.Buffers;
using System.Numerics.Tensors;
using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>
/// A small plane widened to the photograph's width. The 128 rows are widened once; each row of the photograph is then a blend of two.
/// Rents its memory until it is disposed.
/// </summary>
internal sealed class WidePlane : IDisposable
{
    private readonly float[] _rows;
    private readonly int _width;

    /// <param name="plane">128×128 values.</param>
    /// <param name="width">The photograph's width.</param>
    public WidePlane(ReadOnlySpan<float> plane, int width)
    {
        _width = width;
        _rows = ArrayPool<float>.Shared.Rent(LabTensor.Size * width);
        var axis = new ResampledAxis(width);
        for (int x = 0; x < width; x++)
        {
            (int before, int after, float way) = axis.Locate(x);
            for (int y = 0; y < LabTensor.Size; y++)
            {
                float left = plane[(y * LabTensor.Size) + before];
                float right = plane[(y * LabTensor.Size) + after];
                _rows[(y * width) + x] = left + ((right - left) * way);
            }
        }
    }

    /// <summary>The plane's values along a row of the photograph.</summary>
    /// <param name="position">Where the row lies among the 128.</param>
    /// <param name="values">Receives a value a pixel.</param>
    public void Row((int Before, int After, float Way) position, Span<float> values) => TensorPrimitives.Lerp(
        _rows.AsSpan(position.Before * _width, _width), _rows.AsSpan(position.After * _width, _width), position.Way, values);

    public void Dispose() => ArrayPool<float>.Shared.Return(_rows);
}
