using System.Numerics.Tensors;

namespace Colorize.Colorization;

/// <summary>
/// The fast guided filter (He and Sun, "Fast Guided Filter", 2015; He, Sun and Tang, "Guided Image Filtering", 2013): explains a small
/// chroma plane as a locally linear function of the small lightness plane. Applied to the full-resolution lightness, that function gives
/// chroma whose edges are the photograph's own. Holds pooled memory until it is disposed.
/// </summary>
internal sealed class GuidedFilter : IDisposable
{
    // Both were chosen by measurement: docs/decisions.md has the figures.

    /// <summary>Half the window, in pixels of the small planes.</summary>
    private const int Radius = 1;

    /// <summary>
    /// The paper's ε for lightness in [0, 1]: structure of less contrast than √ε = 0.1 (10 in L) is texture and gets an even colour.
    /// </summary>
    private const float Regularization = 0.1f * 0.1f;

    private readonly PlaneSize _size;
    private readonly float[] _lightness;
    private readonly RentedPlanes _planes;

    /// <summary>Prepares what all chroma planes share.</summary>
    /// <param name="size">The size of the planes.</param>
    /// <param name="lightness">Values of L/100.</param>
    public GuidedFilter(PlaneSize size, float[] lightness)
    {
        (_size, _lightness, _planes) = (size, lightness, new RentedPlanes(4, size.Length));
        BoxFilter.Mean(size, lightness, Radius, MeanLightness);

        TensorPrimitives.Multiply(lightness, lightness, Product);
        BoxFilter.Mean(size, Product, Radius, Divisor);
        TensorPrimitives.Multiply(MeanLightness, MeanLightness, Product);
        TensorPrimitives.Subtract(Divisor, Product, Divisor);
        TensorPrimitives.Max(Divisor, 0f, Divisor);
        TensorPrimitives.Add(Divisor, Regularization, Divisor);
    }

    private Span<float> MeanLightness => _planes[0];

    /// <summary>The variance of lightness plus ε.</summary>
    private Span<float> Divisor => _planes[1];

    private Span<float> Product => _planes[2];

    private Span<float> Mean => _planes[3];

    /// <summary>
    /// Slope and offset of the function, for each pixel of the small planes: chroma = slope · lightness + offset. What the function leaves
    /// unexplained at the small size is part of the offset, so that there it gives back the plane as it was.
    /// </summary>
    /// <param name="chroma">Values of a or b.</param>
    /// <param name="slope">Receives the slopes.</param>
    /// <param name="offset">Receives the offsets.</param>
    public void Fit(ReadOnlySpan<float> chroma, Span<float> slope, Span<float> offset)
    {
        // offset holds the covariance at first, and then the slope of each window.
        TensorPrimitives.Multiply(_lightness, chroma, Product);
        BoxFilter.Mean(_size, Product, Radius, offset);
        BoxFilter.Mean(_size, chroma, Radius, Mean);
        TensorPrimitives.Multiply(MeanLightness, Mean, Product);
        TensorPrimitives.Subtract(offset, Product, offset);
        TensorPrimitives.Divide(offset, Divisor, offset);

        BoxFilter.Mean(_size, offset, Radius, slope);
        TensorPrimitives.Multiply(slope, _lightness, Product);
        TensorPrimitives.Subtract(chroma, Product, offset);
    }

    public void Dispose() => _planes.Dispose();
}
