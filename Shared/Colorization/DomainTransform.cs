using System.Numerics.Tensors;

namespace Colorize.Colorization;

/// <summary>
/// The recursive filter of the domain transform (Gastal and Oliveira, "Domain Transform for Edge-Aware Image and Video Processing", 2011):
/// evens out small chroma planes wherever lightness is even, and stops where it changes, so that the colour of a dark thing does not
/// bleed into the sky behind it. Holds pooled memory until it is disposed.
/// </summary>
internal sealed class DomainTransform : IDisposable
{
    // Both were chosen by measurement: docs/decisions.md has the figures.

    /// <summary>The paper's σs: how far colours are evened out, in pixels of the small planes.</summary>
    private const float Reach = 40;

    /// <summary>The paper's σr for lightness in [0, 1]: the contrast that counts as much as <see cref="Reach"/> pixels.</summary>
    private const float Contrast = 0.12f;

    private const int Iterations = 3;

    private readonly PlaneSize _size;
    private readonly RentedPlanes _planes;

    /// <summary>Prepares what all chroma planes share.</summary>
    /// <param name="size">The size of the planes.</param>
    /// <param name="lightness">Values of L/100.</param>
    public DomainTransform(PlaneSize size, ReadOnlySpan<float> lightness)
    {
        (_size, _planes) = (size, new RentedPlanes(5, size.Length));
        for (int y = 0; y < size.Height; y++)
        {
            ReadOnlySpan<float> row = lightness.Slice(y * size.Width, size.Width);
            Measure(row[1..], row[..^1], Row(FromLeft, y)[1..]);
            if (y > 0)
            {
                Measure(row, lightness.Slice((y - 1) * size.Width, size.Width), Row(FromAbove, y));
            }
        }
    }

    /// <summary>From each pixel to the one on its left, in the transformed domain.</summary>
    private Span<float> FromLeft => _planes[0];

    /// <summary>From each pixel to the one above.</summary>
    private Span<float> FromAbove => _planes[1];

    /// <summary>How much of its left neighbour each pixel takes in this iteration.</summary>
    private Span<float> OfLeft => _planes[2];

    /// <summary>How much of the pixel above each pixel takes.</summary>
    private Span<float> OfAbove => _planes[3];

    private Span<float> Difference => _planes[4];

    /// <summary>Evens out planes, in place.</summary>
    /// <param name="a">One plane.</param>
    /// <param name="b">Another.</param>
    public void Smooth(Span<float> a, Span<float> b)
    {
        for (int iteration = 1; iteration <= Iterations; iteration++)
        {
            Weigh(iteration);
            AlongRows(a, b);
            AlongColumns(a);
            AlongColumns(b);
        }
    }

    public void Dispose() => _planes.Dispose();

    private static void Measure(ReadOnlySpan<float> one, ReadOnlySpan<float> other, Span<float> distances)
    {
        TensorPrimitives.Subtract(one, other, distances);
        TensorPrimitives.Abs(distances, distances);
        TensorPrimitives.Multiply(distances, Reach / Contrast, distances);
        TensorPrimitives.Add(distances, 1, distances);
    }

    /// <summary>The weights of an iteration: the paper's equations 14 and 21.</summary>
    private void Weigh(int iteration)
    {
        double deviation = Reach * Math.Sqrt(3) * Math.Pow(2, Iterations - iteration) / Math.Sqrt(Math.Pow(4, Iterations) - 1);
        float decay = (float)(-Math.Sqrt(2) / deviation);
        TensorPrimitives.Multiply(FromLeft, decay, OfLeft);
        TensorPrimitives.Exp(OfLeft, OfLeft);
        TensorPrimitives.Multiply(FromAbove, decay, OfAbove);
        TensorPrimitives.Exp(OfAbove, OfAbove);
    }

    /// <summary>
    /// Both planes at once: each pixel has to wait for the one before, and meanwhile the core computes the other plane's.
    /// </summary>
    private void AlongRows(Span<float> a, Span<float> b)
    {
        for (int y = 0; y < _size.Height; y++)
        {
            Span<float> rowA = Row(a, y), rowB = Row(b, y);
            ReadOnlySpan<float> weights = Row(OfLeft, y);
            float beforeA = rowA[0], beforeB = rowB[0];
            for (int x = 1; x < rowA.Length; x++)
            {
                rowA[x] = beforeA = rowA[x] + (weights[x] * (beforeA - rowA[x]));
                rowB[x] = beforeB = rowB[x] + (weights[x] * (beforeB - rowB[x]));
            }

            for (int x = rowA.Length - 2; x >= 0; x--)
            {
                rowA[x] = beforeA = rowA[x] + (weights[x + 1] * (beforeA - rowA[x]));
                rowB[x] = beforeB = rowB[x] + (weights[x + 1] * (beforeB - rowB[x]));
            }
        }
    }

    private void AlongColumns(Span<float> plane)
    {
        for (int y = 1; y < _size.Height; y++)
        {
            Blend(Row(plane, y), Row(plane, y - 1), Row(OfAbove, y));
        }

        for (int y = _size.Height - 2; y >= 0; y--)
        {
            Blend(Row(plane, y), Row(plane, y + 1), Row(OfAbove, y + 1));
        }
    }

    private void Blend(Span<float> row, ReadOnlySpan<float> neighbour, ReadOnlySpan<float> weights)
    {
        Span<float> difference = Difference[..row.Length];
        TensorPrimitives.Subtract(neighbour, row, difference);
        TensorPrimitives.MultiplyAdd(difference, weights, row, row);
    }

    private Span<float> Row(Span<float> plane, int y) => plane.Slice(y * _size.Width, _size.Width);
}
