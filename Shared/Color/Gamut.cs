using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Colorize.Color;

/// <summary>
/// Brings L*a*b* colours into the gamut of sRGB by reducing chroma alone: lightness and hue stay, so that a photograph keeps its
/// light even where a network asks for a colour that no screen can show.
/// </summary>
internal static class Gamut
{
    // Eight halvings find the largest chroma that fits to 0.4 %.
    private const int Halvings = 8;

    // What rounding alone may add; clamped away below without touching the chroma.
    private const float Tolerance = 1e-4f;

    /// <summary>Linear sRGB in [0, 1] of eight L*a*b* pixels.</summary>
    public static LinearRgb FitLightness(Vector256<float> l, Vector256<float> a, Vector256<float> b)
    {
        LinearRgb linear = ToLinear(l, a, b);
        Vector256<float> outside = Outside(linear);
        if (outside != Vector256<float>.Zero)
        {
            Vector256<float> scale = LargestScale(l, a, b, outside);
            linear = ToLinear(l, a * scale, b * scale);
        }

        return new(Clamp(linear.R), Clamp(linear.G), Clamp(linear.B));
    }

    /// <summary>For each pixel the largest part of its chroma, of those that halving the interval visits, that lies within sRGB.</summary>
    private static Vector256<float> LargestScale(Vector256<float> l, Vector256<float> a, Vector256<float> b, Vector256<float> outside)
    {
        Vector256<float> low = Vector256.ConditionalSelect(outside, Vector256<float>.Zero, Vector256<float>.One);
        Vector256<float> high = Vector256<float>.One;
        for (int step = 0; step < Halvings; step++)
        {
            Vector256<float> middle = (low + high) * 0.5f;
            Vector256<float> tooMuch = Outside(ToLinear(l, a * middle, b * middle));
            high = Vector256.ConditionalSelect(tooMuch, middle, high);
            low = Vector256.ConditionalSelect(tooMuch, low, middle);
        }

        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LinearRgb ToLinear(Vector256<float> l, Vector256<float> a, Vector256<float> b)
    {
        Vector256<float> fy = (l + Vector256.Create(16f)) * (1f / 116f);
        Vector256<float> x = ColorVectors.InverseLabCurve(fy + (a * (1f / 500f)));
        Vector256<float> y = ColorVectors.InverseLabCurve(fy);
        Vector256<float> z = ColorVectors.InverseLabCurve(fy - (b * (1f / 200f)));

        // The rows of CieXyz.ToLinearRgb, with the white multiplied in.
        return new(
            (x * (3.2404542f * 0.95047f)) - (y * 1.5371385f) - (z * (0.4985314f * 1.08883f)),
            (x * (-0.9692660f * 0.95047f)) + (y * 1.8760108f) + (z * (0.0415560f * 1.08883f)),
            (x * (0.0556434f * 0.95047f)) - (y * 0.2040259f) + (z * (1.0572252f * 1.08883f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Outside(LinearRgb linear)
    {
        Vector256<float> least = Vector256.Min(linear.R, Vector256.Min(linear.G, linear.B));
        Vector256<float> most = Vector256.Max(linear.R, Vector256.Max(linear.G, linear.B));
        return Vector256.LessThan(least, Vector256.Create(-Tolerance)) | Vector256.GreaterThan(most, Vector256.Create(1 + Tolerance));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Clamp(Vector256<float> value) =>
        Vector256.Min(Vector256.Max(value, Vector256<float>.Zero), Vector256<float>.One);
}
