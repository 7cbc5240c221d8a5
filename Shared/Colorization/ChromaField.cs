using System.Numerics.Tensors;

namespace Colorize.Colorization;

/// <summary>
/// The chroma of a picture as a function of its lightness, a = slope · L + offset and b likewise, known on small planes and interpolated
/// between them. Holds pooled memory until it is disposed; may be read by many at once.
/// </summary>
internal sealed class ChromaField : IDisposable
{
    /// <summary>The planes: slope and offset of a, slope and offset of b.</summary>
    public const int Planes = 4;

    private readonly RentedPlanes _planes;
    private readonly ResampledAxis _columns;
    private readonly ResampledAxis _rows;

    /// <param name="view">What the networks saw.</param>
    /// <param name="ab">The a plane and the b plane that they predict, of the view's size, in their own units.</param>
    public ChromaField(NetworkView view, ReadOnlySpan<float> ab)
    {
        (Picture, Size, _planes) = (view.Picture, view.Size, new RentedPlanes(Planes, view.Size.Length));
        _columns = new ResampledAxis(Picture.Width, Size.Width);
        _rows = new ResampledAxis(Picture.Height, Size.Height);

        using RentedPlanes even = new(2, Size.Length);
        Span<float> a = even[0], b = even[1];
        ab[..Size.Length].CopyTo(a);
        ab[Size.Length..].CopyTo(b);
        using DomainTransform transform = new(Size, view.Lightness);
        transform.Smooth(a, b);

        using GuidedFilter filter = new(Size, view.Lightness);
        filter.Fit(a, _planes[0], _planes[1]);
        filter.Fit(b, _planes[2], _planes[3]);

        // The function is fitted on L/100 and applied to L.
        TensorPrimitives.Multiply(_planes[0], 0.01f, _planes[0]);
        TensorPrimitives.Multiply(_planes[2], 0.01f, _planes[2]);
    }

    /// <summary>The part of the photograph that has chroma.</summary>
    public PixelArea Picture { get; }

    private PlaneSize Size { get; }

    /// <summary>The small row before a row of the photograph, and how far that lies on the way to the next.</summary>
    public (int Before, float Way) LocateRow(int y) => _rows.Locate(y - Picture.Top);

    /// <summary>A small row, widened to the columns of the photograph.</summary>
    /// <param name="row">The small row.</param>
    /// <param name="firstColumn">The first column of the photograph, within the picture.</param>
    /// <param name="width">Columns.</param>
    /// <param name="values">Receives the columns of each of the planes, one plane after the other.</param>
    public void Widen(int row, int firstColumn, int width, Span<float> values)
    {
        ReadOnlySpan<float> slopeA = Row(0, row), offsetA = Row(1, row), slopeB = Row(2, row), offsetB = Row(3, row);
        Span<float> toSlopeA = values[..width], toOffsetA = values.Slice(width, width);
        Span<float> toSlopeB = values.Slice(2 * width, width), toOffsetB = values.Slice(3 * width, width);
        for (int x = 0; x < width; x++)
        {
            (int before, float way) = _columns.Locate(firstColumn - Picture.Left + x);
            toSlopeA[x] = Between(slopeA, before, way);
            toOffsetA[x] = Between(offsetA, before, way);
            toSlopeB[x] = Between(slopeB, before, way);
            toOffsetB[x] = Between(offsetB, before, way);
        }
    }

    public void Dispose() => _planes.Dispose();

    private Span<float> Row(int plane, int row) => _planes[plane].Slice(row * Size.Width, Size.Width);

    private static float Between(ReadOnlySpan<float> row, int before, float way) => row[before] + ((row[before + 1] - row[before]) * way);
}
