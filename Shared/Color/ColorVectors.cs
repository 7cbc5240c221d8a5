using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Colorize.Color;

/// <summary>The curves of sRGB and L*a*b* on eight pixels at a time.</summary>
internal static class ColorVectors
{
    private const float Delta = (float)CieLab.Delta;

    /// <summary>f of ISO/CIE 11664-4: the cube root with a linear toe, for t in [0, 1.1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LabCurve(Vector256<float> t)
    {
        Vector256<float> toe = (t * (1f / (3 * Delta * Delta))) + Vector256.Create(4f / 29f);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(t, Vector256.Create(Delta * Delta * Delta)), CubeRoot(t), toe);
    }

    /// <summary>The inverse of <see cref="LabCurve"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> InverseLabCurve(Vector256<float> t)
    {
        Vector256<float> toe = (t - Vector256.Create(4f / 29f)) * (3 * Delta * Delta);
        return Vector256.ConditionalSelect(Vector256.GreaterThan(t, Vector256.Create(Delta)), t * t * t, toe);
    }

    /// <summary>
    /// <see cref="Srgb.FromLinear"/> of values in [0, 1], within 3e-6 (a fifth of a 16-bit level).
    /// x^(1/2.4) is s^(5/3) with s = x^(1/4), and that is close to a polynomial: these are the coefficients of degree 6
    /// that fit 1.055·s^(5/3) - 0.055 over the curve's part above the toe with the least error.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> EncodeSrgb(Vector256<float> linear)
    {
        Vector256<float> s = Vector256.Sqrt(Vector256.Sqrt(linear));
        Vector256<float> curve = Vector256.Create(0.06673386693000793f);
        curve = Vector256.MultiplyAddEstimate(curve, s, Vector256.Create(-0.31452223658561707f));
        curve = Vector256.MultiplyAddEstimate(curve, s, Vector256.Create(0.653946042060852f));
        curve = Vector256.MultiplyAddEstimate(curve, s, Vector256.Create(-0.8525868654251099f));
        curve = Vector256.MultiplyAddEstimate(curve, s, Vector256.Create(1.3666783571243286f));
        curve = Vector256.MultiplyAddEstimate(curve, s, Vector256.Create(0.13925309479236603f));
        curve = Vector256.MultiplyAddEstimate(curve, s, Vector256.Create(-0.05950213968753815f));
        Vector256<float> isToe = Vector256.LessThanOrEqual(linear, Vector256.Create((float)Srgb.LinearToe));
        return Vector256.ConditionalSelect(isToe, linear * (float)Srgb.ToeSlope, curve);
    }

    /// <summary>
    /// The cube root of positive values within 1e-6 of the value: a first guess by a third of the exponent
    /// (W. Kahan, "Computing a Real Cube Root", 1991), then two steps of Halley's method.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> CubeRoot(Vector256<float> x)
    {
        const int ThirdOfExponentBias = 709921077;
        Vector256<int> third = Vector256.ConvertToInt32(Vector256.ConvertToSingle(x.AsInt32()) * (1f / 3f));
        Vector256<float> y = (third + Vector256.Create(ThirdOfExponentBias)).AsSingle();
        y = HalleyStep(x, y);
        return HalleyStep(x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> HalleyStep(Vector256<float> x, Vector256<float> y)
    {
        Vector256<float> cube = y * y * y;
        return y * ((cube + x + x) / (cube + cube + x));
    }
}
