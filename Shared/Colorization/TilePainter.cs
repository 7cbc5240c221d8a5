using System.Numerics.Tensors;
using Colorize.Color;
using Colorize.Imaging;

namespace Colorize.Colorization;

/// <summary>
/// Paints a photograph tile by tile: a tile is so small that all that is needed for it stays in the core's own cache. Holds pooled memory
/// until it is disposed; each thread has its own.
/// </summary>
/// <param name="photo">The decoded photograph.</param>
/// <param name="result">Receives the colours; may be the photograph itself.</param>
/// <param name="field">The chroma.</param>
internal sealed class TilePainter(PixelBuffer photo, PixelBuffer result, ChromaField field) : IDisposable
{
    /// <summary>Columns of a tile.</summary>
    public const int MaxWidth = 512;

    // Lightness, a, b, a scratch row, red, green and blue.
    private readonly RentedPlanes _planes = new(7, MaxWidth);

    // The small rows above and below the current row, widened, and which they are.
    private readonly RentedPlanes _wideRows = new(2, ChromaField.Planes * MaxWidth);
    private readonly int[] _widened = new int[2];

    /// <summary>Paints the rows and columns of an area; no wider than <see cref="MaxWidth"/>.</summary>
    public void Paint(PixelArea tile)
    {
        Span<float> l = _planes[0][..tile.Width], a = _planes[1][..tile.Width], b = _planes[2][..tile.Width];
        Span<float> red = _planes[4][..tile.Width], green = _planes[5][..tile.Width], blue = _planes[6][..tile.Width];
        _widened.AsSpan().Fill(-1);
        for (int y = tile.Top; y < tile.Bottom; y++)
        {
            LabRows.ReadLightness(photo, y, l, tile.Left);
            ReadChroma(tile, y, l, a, b);
            LabPlanes.ToSrgb(l, a, b, red, green, blue);
            if (result.BytesPerSample == 1)
            {
                RgbInterleaver.Interleave(red, green, blue, result.Row8(y).Slice(3 * tile.Left, 3 * tile.Width));
            }
            else
            {
                RgbInterleaver.Interleave(red, green, blue, result.Row16(y).Slice(3 * tile.Left, 3 * tile.Width));
            }
        }
    }

    public void Dispose()
    {
        _planes.Dispose();
        _wideRows.Dispose();
    }

    /// <summary>a and b of a row of the tile: those of the field in the picture, and none on the border round it.</summary>
    private void ReadChroma(PixelArea tile, int y, ReadOnlySpan<float> l, Span<float> a, Span<float> b)
    {
        int first = Math.Max(tile.Left, field.Picture.Left), end = Math.Min(tile.Right, field.Picture.Right);
        bool isInPicture = first < end && y >= field.Picture.Top && y < field.Picture.Bottom;
        if (!isInPicture || end - first < tile.Width)
        {
            a.Clear();
            b.Clear();
        }

        if (isInPicture)
        {
            int skipped = first - tile.Left, width = end - first;
            (int before, float way) = field.LocateRow(y);
            ReadOnlySpan<float> above = Widened(before, first, width), below = Widened(before + 1, first, width);
            Apply(above[..(2 * width)], below[..(2 * width)], way, l.Slice(skipped, width), a.Slice(skipped, width));
            Apply(above[(2 * width)..], below[(2 * width)..], way, l.Slice(skipped, width), b.Slice(skipped, width));
        }
    }

    /// <summary>chroma = slope · l + offset, where each lies between its value in the small row above and the one below.</summary>
    private void Apply(ReadOnlySpan<float> above, ReadOnlySpan<float> below, float way, ReadOnlySpan<float> l, Span<float> chroma)
    {
        Span<float> offset = _planes[3][..l.Length];
        TensorPrimitives.Lerp(above[..l.Length], below[..l.Length], way, chroma);
        TensorPrimitives.Lerp(above[l.Length..], below[l.Length..], way, offset);
        TensorPrimitives.MultiplyAdd(chroma, l, offset, chroma);
    }

    private ReadOnlySpan<float> Widened(int smallRow, int firstColumn, int width)
    {
        // Two neighbours never share a place.
        int place = smallRow % 2;
        Span<float> values = _wideRows[place][..(ChromaField.Planes * width)];
        if (_widened[place] != smallRow)
        {
            field.Widen(smallRow, firstColumn, width, values);
            _widened[place] = smallRow;
        }

        return values;
    }
}
