using System.Numerics.Tensors;
using Colorize.Tensors;

namespace Colorize.Colorization;

/// <summary>
/// The fast guided filter (He and Sun, "Fast Guided Filter", 2015; He, Sun and Tang, "Guided Image Filtering", 2013): explains a small
/// chroma plane as a locally linear function of the small lightness plane. Applied to the full-resolution lightness, that function gives
/// chroma whose edges are the photograph's own.
/// </summary>
internal static class GuidedFilter
{
    // Both were chosen by measurement: docs/decisions.md has the figures.

    /// <summary>Half the window, in pixels of the small planes.</summary>
    private const int Radius = 1;

    /// <summary>
    /// The paper's ε for lightness in [0, 1]: structure of less contrast than √ε = 0.1 (10 in L) is texture and gets an even colour.
    /// </summary>
    private const float Regularization = 0.1f * 0.1f;

    /// <summary>
    /// Slope and offset of the function, for each pixel of the small planes: chroma = slope · lightness + offset. What the function leaves
    /// unexplained at the small size is part of the offset, so that there it gives back the plane as it was.
    /// </summary>
    /// <param name="lightness">128×128 values of L/100.</param>
    /// <param name="chroma">128×128 values of a or b.</param>
    public static (float[] Slope, float[] Offset) Fit(ReadOnlySpan<float> lightness, ReadOnlySpan<float> chroma)
    {
        float[] product = new float[LabTensor.PlaneLength];

        float[] meanLightness = BoxFilter.Mean(lightness, Radius);
        float[] meanChroma = BoxFilter.Mean(chroma, Radius);
        TensorPrimitives.Multiply(lightness, lightness, product);
        float[] meanSquare = BoxFilter.Mean(product, Radius);
        TensorPrimitives.Multiply(lightness, chroma, product);
        float[] meanProduct = BoxFilter.Mean(product, Radius);

        var slope = new float[LabTensor.PlaneLength];
        for (int i = 0; i < LabTensor.PlaneLength; i++)
        {
            float variance = meanSquare[i] - (meanLightness[i] * meanLightness[i]);
            float covariance = meanProduct[i] - (meanLightness[i] * meanChroma[i]);
            slope[i] = covariance / (Math.Max(variance, 0) + Regularization);
        }

        var offset = new float[LabTensor.PlaneLength];
        float[] smoothSlope = BoxFilter.Mean(slope, Radius);
        TensorPrimitives.Multiply(smoothSlope, lightness, product);
        TensorPrimitives.Subtract(chroma, product, offset);
        return (smoothSlope, offset);
    }
}
