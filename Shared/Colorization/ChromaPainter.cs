using System.Buffers;
using System.Numerics.Tensors;
using Colorize.Color;
using Colorize.Imaging;
using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>Paints a photograph with predicted chroma: every pixel keeps its own lightness, and takes a and b from the network.</summary>
internal static class ChromaPainter
{
    // Enough rows to be worth a task's start, few enough for two cores to end together.
    private const int RowsPerTask = 64;

    /// <summary>The photograph in colour.</summary>
    /// <param name="photo">The decoded photograph.</param>
    /// <param name="lightness">Its lightness L/100 at 128×128.</param>
    /// <param name="ab">Predicted a and b at 128×128, in their own units.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Three channels of the photograph's size and depth.</returns>
    public static PixelBuffer Paint(PixelBuffer photo, ReadOnlyMemory<float> lightness, ReadOnlyMemory<float> ab, CancellationToken cancellationToken)
    {
        using WideFunction a = Widen(lightness.Span, ab.Span[..LabTensor.PlaneLength], photo.Width);
        using WideFunction b = Widen(lightness.Span, ab.Span[LabTensor.PlaneLength..], photo.Width);
        PixelBuffer result = PixelBuffer.Allocate(photo.Width, photo.Height, channels: 3, photo.BytesPerSample);
        try
        {
            int tasks = (photo.Height + RowsPerTask - 1) / RowsPerTask;
            Parallel.For(0, tasks, new ParallelOptions { CancellationToken = cancellationToken }, task =>
            {
                int first = task * RowsPerTask;
                PaintRows(photo, result, a, b, first, Math.Min(first + RowsPerTask, photo.Height));
            });
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static WideFunction Widen(ReadOnlySpan<float> lightness, ReadOnlySpan<float> chroma, int width)
    {
        (float[] slope, float[] offset) = GuidedFilter.Fit(lightness, chroma);

        // The function is fitted on L/100 and applied to L.
        TensorPrimitives.Multiply(slope, 0.01f, slope);
        return new(new WidePlane(slope, width), new WidePlane(offset, width));
    }

    private static void PaintRows(PixelBuffer photo, PixelBuffer result, WideFunction a, WideFunction b, int first, int end)
    {
        int width = photo.Width;
        float[] rented = ArrayPool<float>.Shared.Rent(7 * width);
        try
        {
            Span<float> l = rented.AsSpan(0, width), rowA = rented.AsSpan(width, width), rowB = rented.AsSpan(2 * width, width);
            Span<float> red = rented.AsSpan(3 * width, width), green = rented.AsSpan(4 * width, width), blue = rented.AsSpan(5 * width, width);
            Span<float> scratch = rented.AsSpan(6 * width, width);
            var axis = new ResampledAxis(photo.Height);
            for (int y = first; y < end; y++)
            {
                LabRows.ReadLightness(photo, y, l);
                a.Apply(axis.Locate(y), l, rowA, scratch);
                b.Apply(axis.Locate(y), l, rowB, scratch);
                LabPlanes.ToSrgb(l, rowA, rowB, red, green, blue);
                Interleave(result, y, red, green, blue);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void Interleave(PixelBuffer result, int y, ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue)
    {
        if (result.BytesPerSample == 1)
        {
            Span<byte> row = result.Row8(y);
            for (int x = 0, at = 0; x < red.Length; x++, at += 3)
            {
                row[at] = (byte)((red[x] * byte.MaxValue) + 0.5f);
                row[at + 1] = (byte)((green[x] * byte.MaxValue) + 0.5f);
                row[at + 2] = (byte)((blue[x] * byte.MaxValue) + 0.5f);
            }
        }
        else
        {
            Span<ushort> row = result.Row16(y);
            for (int x = 0, at = 0; x < red.Length; x++, at += 3)
            {
                row[at] = (ushort)((red[x] * ushort.MaxValue) + 0.5f);
                row[at + 1] = (ushort)((green[x] * ushort.MaxValue) + 0.5f);
                row[at + 2] = (ushort)((blue[x] * ushort.MaxValue) + 0.5f);
            }
        }
    }

    /// <summary>Chroma as a function of lightness, at the photograph's width.</summary>
    private sealed record WideFunction(WidePlane Slope, WidePlane Offset) : IDisposable
    {
        public void Apply((int Before, int After, float Way) row, ReadOnlySpan<float> l, Span<float> chroma, Span<float> scratch)
        {
            Slope.Row(row, chroma);
            Offset.Row(row, scratch);
            TensorPrimitives.MultiplyAdd(chroma, l, scratch, chroma);
        }

        public void Dispose()
        {
            Slope.Dispose();
            Offset.Dispose();
        }
    }
}
