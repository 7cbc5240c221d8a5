using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Colorize.Color;

/// <summary>
/// Conversions between interleaved 8-bit sRGB and planes of L*a*b* values, eight pixels at a time. They agree with the scalar
/// <see cref="CieLab"/> to 0.001 in each coordinate.
/// </summary>
public static class LabPlanes
{
    private static readonly float[] LinearOfByte =
        [.. Enumerable.Range(0, 256).Select(level => (float)Srgb.ToLinear(level / (double)byte.MaxValue))];

    /// <summary>L*a*b* of interleaved 8-bit sRGB pixels.</summary>
    /// <param name="rgb">Pixels as R, G, B bytes.</param>
    /// <param name="l">Receives L in [0, 100], a value a pixel.</param>
    /// <param name="a">Receives a.</param>
    /// <param name="b">Receives b.</param>
    /// <exception cref="ArgumentException">The spans do not hold the same number of pixels.</exception>
    public static void FromSrgb(ReadOnlySpan<byte> rgb, Span<float> l, Span<float> a, Span<float> b)
    {
        RequirePixels(rgb.Length / 3, l.Length, a.Length, b.Length);
        int lanes = Vector256<float>.Count;
        for (int start = 0; start < l.Length; start += lanes)
        {
            int count = Math.Min(lanes, l.Length - start);
            FromLinear(
                LoadLinear(rgb.Slice(start * 3, count * 3)), out Vector256<float> vl, out Vector256<float> va, out Vector256<float> vb);
            Store(vl, l.Slice(start, count));
            Store(va, a.Slice(start, count));
            Store(vb, b.Slice(start, count));
        }
    }

    /// <summary>Lightness alone of interleaved 8-bit sRGB pixels.</summary>
    /// <param name="rgb">Pixels as R, G, B bytes.</param>
    /// <param name="l">Receives L in [0, 100], a value a pixel.</param>
    /// <exception cref="ArgumentException">The spans do not hold the same number of pixels.</exception>
    public static void LightnessFromSrgb(ReadOnlySpan<byte> rgb, Span<float> l)
    {
        RequirePixels(rgb.Length / 3, l.Length, l.Length, l.Length);
        int lanes = Vector256<float>.Count;
        for (int start = 0; start < l.Length; start += lanes)
        {
            int count = Math.Min(lanes, l.Length - start);
            LinearRgb linear = LoadLinear(rgb.Slice(start * 3, count * 3));
            Vector256<float> y = (linear.R * 0.2126729f) + (linear.G * 0.7151522f) + (linear.B * 0.0721750f);
            Store((ColorVectors.LabCurve(y) * 116f) - Vector256.Create(16f), l.Slice(start, count));
        }
    }

    /// <summary>
    /// Encoded sRGB of L*a*b* pixels. Where sRGB cannot show a colour, its chroma is reduced until it can, so that lightness and hue stay.
    /// </summary>
    /// <param name="l">L in [0, 100], a value a pixel.</param>
    /// <param name="a">a, a value a pixel.</param>
    /// <param name="b">b, a value a pixel.</param>
    /// <param name="red">Receives red in [0, 1].</param>
    /// <param name="green">Receives green in [0, 1].</param>
    /// <param name="blue">Receives blue in [0, 1].</param>
    /// <exception cref="ArgumentException">The spans do not hold the same number of pixels.</exception>
    public static void ToSrgb(
        ReadOnlySpan<float> l, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> red, Span<float> green, Span<float> blue)
    {
        RequirePixels(l.Length, a.Length, b.Length, red.Length);
        RequirePixels(l.Length, green.Length, blue.Length, red.Length);
        int lanes = Vector256<float>.Count;
        for (int start = 0; start < l.Length; start += lanes)
        {
            int count = Math.Min(lanes, l.Length - start);
            LinearRgb linear = Gamut.FitLightness(Load(l.Slice(start, count)), Load(a.Slice(start, count)), Load(b.Slice(start, count)));
            Store(ColorVectors.EncodeSrgb(linear.R), red.Slice(start, count));
            Store(ColorVectors.EncodeSrgb(linear.G), green.Slice(start, count));
            Store(ColorVectors.EncodeSrgb(linear.B), blue.Slice(start, count));
        }
    }

    private static void FromLinear(LinearRgb linear, out Vector256<float> l, out Vector256<float> a, out Vector256<float> b)
    {
        // The rows of CieXyz.FromLinearRgb, each divided by the white.
        Vector256<float> x =
            (linear.R * (0.4124564f / 0.95047f)) + (linear.G * (0.3575761f / 0.95047f)) + (linear.B * (0.1804375f / 0.95047f));
        Vector256<float> y = (linear.R * 0.2126729f) + (linear.G * 0.7151522f) + (linear.B * 0.0721750f);
        Vector256<float> z =
            (linear.R * (0.0193339f / 1.08883f)) + (linear.G * (0.1191920f / 1.08883f)) + (linear.B * (0.9503041f / 1.08883f));
        Vector256<float> fy = ColorVectors.LabCurve(y);
        l = (fy * 116f) - Vector256.Create(16f);
        a = (ColorVectors.LabCurve(x) - fy) * 500f;
        b = (fy - ColorVectors.LabCurve(z)) * 200f;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LinearRgb LoadLinear(ReadOnlySpan<byte> rgb)
    {
        Span<float> planes = stackalloc float[3 * Vector256<float>.Count];
        for (int pixel = 0, at = 0; at < rgb.Length; pixel++, at += 3)
        {
            planes[pixel] = LinearOfByte[rgb[at]];
            planes[8 + pixel] = LinearOfByte[rgb[at + 1]];
            planes[16 + pixel] = LinearOfByte[rgb[at + 2]];
        }

        return new(Vector256.Create<float>(planes), Vector256.Create<float>(planes[8..]), Vector256.Create<float>(planes[16..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ReadOnlySpan<float> values)
    {
        if (values.Length == Vector256<float>.Count)
        {
            return Vector256.Create(values);
        }

        Span<float> padded = stackalloc float[Vector256<float>.Count];
        values.CopyTo(padded);
        return Vector256.Create<float>(padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> values, Span<float> target)
    {
        if (target.Length == Vector256<float>.Count)
        {
            values.StoreUnsafe(ref MemoryMarshal.GetReference(target));
            return;
        }

        for (int lane = 0; lane < target.Length; lane++)
        {
            target[lane] = values[lane];
        }
    }

    private static void RequirePixels(int pixels, int first, int second, int third)
    {
        if (first != pixels || second != pixels || third != pixels)
        {
            throw new ArgumentException(
                $"All planes must hold the same number of pixels, but hold {pixels}, {first}, {second} and {third}.");
        }
    }
}
