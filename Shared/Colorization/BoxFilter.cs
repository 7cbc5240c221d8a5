using System.Numerics.Tensors;

namespace Colorize.Colorization;

/// <summary>The mean over a square window on a small plane; at the borders over the part of the window that lies inside.</summary>
internal static class BoxFilter
{
    /// <summary>Means of a plane.</summary>
    /// <param name="size">The plane's size.</param>
    /// <param name="plane">Its values.</param>
    /// <param name="radius">The window has 2·radius + 1 values along each side.</param>
    /// <param name="means">Receives the means; another plane than <paramref name="plane"/>.</param>
    public static void Mean(PlaneSize size, ReadOnlySpan<float> plane, int radius, Span<float> means)
    {
        using RentedPlanes rented = new(1, size.Length);
        Span<float> rows = rented[0];
        for (int y = 0; y < size.Height; y++)
        {
            MeanOfRow(plane.Slice(y * size.Width, size.Width), rows.Slice(y * size.Width, size.Width), radius);
        }

        MeanOfColumns(size, rows, means, radius);
    }

    private static void MeanOfRow(ReadOnlySpan<float> row, Span<float> means, int radius)
    {
        float sum = TensorPrimitives.Sum(row[..radius]);
        for (int x = 0; x < row.Length; x++)
        {
            sum += x + radius < row.Length ? row[x + radius] : 0;
            sum -= x - radius > 0 ? row[x - radius - 1] : 0;
            means[x] = sum / WindowLength(x, radius, row.Length);
        }
    }

    private static void MeanOfColumns(PlaneSize size, ReadOnlySpan<float> rows, Span<float> means, int radius)
    {
        using RentedPlanes rented = new(1, size.Width);
        Span<float> sum = rented[0];
        sum.Clear();
        for (int y = 0; y < radius; y++)
        {
            TensorPrimitives.Add(sum, rows.Slice(y * size.Width, size.Width), sum);
        }

        for (int y = 0; y < size.Height; y++)
        {
            if (y + radius < size.Height)
            {
                TensorPrimitives.Add(sum, rows.Slice((y + radius) * size.Width, size.Width), sum);
            }

            if (y - radius > 0)
            {
                TensorPrimitives.Subtract(sum, rows.Slice((y - radius - 1) * size.Width, size.Width), sum);
            }

            TensorPrimitives.Divide(sum, WindowLength(y, radius, size.Height), means.Slice(y * size.Width, size.Width));
        }
    }

    private static int WindowLength(int center, int radius, int length) =>
        Math.Min(length - 1, center + radius) - Math.Max(0, center - radius) + 1;
}
