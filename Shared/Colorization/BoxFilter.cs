using System.Numerics.Tensors;
using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>The mean over a square window on a 128×128 plane; at the borders over the part of the window that lies inside.</summary>
internal static class BoxFilter
{
    private const int Size = LabTensor.Size;

    /// <summary>Means of a plane.</summary>
    /// <param name="plane">128×128 values.</param>
    /// <param name="radius">The window has 2·radius + 1 values along each side.</param>
    /// <returns>128×128 means.</returns>
    public static float[] Mean(ReadOnlySpan<float> plane, int radius)
    {
        Span<float> rows = new float[LabTensor.PlaneLength];
        for (int y = 0; y < Size; y++)
        {
            MeanOfRow(plane.Slice(y * Size, Size), rows.Slice(y * Size, Size), radius);
        }

        return MeanOfColumns(rows, radius);
    }

    private static void MeanOfRow(ReadOnlySpan<float> row, Span<float> means, int radius)
    {
        float sum = TensorPrimitives.Sum(row[..radius]);
        for (int x = 0; x < Size; x++)
        {
            sum += x + radius < Size ? row[x + radius] : 0;
            sum -= x - radius > 0 ? row[x - radius - 1] : 0;
            means[x] = sum / WindowLength(x, radius);
        }
    }

    private static float[] MeanOfColumns(ReadOnlySpan<float> rows, int radius)
    {
        var means = new float[LabTensor.PlaneLength];
        Span<float> sum = stackalloc float[Size];
        sum.Clear();
        for (int y = 0; y < radius; y++)
        {
            TensorPrimitives.Add(sum, rows.Slice(y * Size, Size), sum);
        }

        for (int y = 0; y < Size; y++)
        {
            if (y + radius < Size)
            {
                TensorPrimitives.Add(sum, rows.Slice((y + radius) * Size, Size), sum);
            }

            if (y - radius > 0)
            {
                TensorPrimitives.Subtract(sum, rows.Slice((y - radius - 1) * Size, Size), sum);
            }

            TensorPrimitives.Divide(sum, WindowLength(y, radius), means.AsSpan(y * Size, Size));
        }

        return means;
    }

    private static int WindowLength(int center, int radius) => Math.Min(Size - 1, center + radius) - Math.Max(0, center - radius) + 1;
}
