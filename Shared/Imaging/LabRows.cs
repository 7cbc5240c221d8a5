using Colorize.Color;

namespace Colorize.Imaging;

/// <summary>Reads the rows of decoded images as L*a*b*, whatever their channels and depth.</summary>
internal static class LabRows
{
    /// <summary>L, a and b of a row.</summary>
    public static void Read(PixelBuffer pixels, int y, Span<float> l, Span<float> a, Span<float> b)
    {
        if (pixels.Channels == 1)
        {
            ReadLightness(pixels, y, l);
            a.Clear();
            b.Clear();
        }
        else if (pixels.BytesPerSample == 1)
        {
            LabPlanes.FromSrgb(pixels.Row8(y), l, a, b);
        }
        else
        {
            ReadDeep(pixels.Row16(y), l, a, b);
        }
    }

    /// <summary>L of a row.</summary>
    public static void ReadLightness(PixelBuffer pixels, int y, Span<float> l)
    {
        switch (pixels)
        {
            case { Channels: 1, BytesPerSample: 1 }:
                LookUp(pixels.Row8(y), l);
                break;
            case { Channels: 1 }:
                LookUp(pixels.Row16(y), l);
                break;
            case { BytesPerSample: 1 }:
                LabPlanes.LightnessFromSrgb(pixels.Row8(y), l);
                break;
            default:
                ReadDeep(pixels.Row16(y), l);
                break;
        }
    }

    private static void LookUp(ReadOnlySpan<byte> grey, Span<float> l)
    {
        ReadOnlySpan<float> table = GreyLightness.OfBytes;
        for (int x = 0; x < l.Length; x++)
        {
            l[x] = table[grey[x]];
        }
    }

    private static void LookUp(ReadOnlySpan<ushort> grey, Span<float> l)
    {
        ReadOnlySpan<float> table = GreyLightness.OfWords;
        for (int x = 0; x < l.Length; x++)
        {
            l[x] = table[grey[x]];
        }
    }

    // 16-bit colour is rare and not worth vectors: the scalar formula is exact.
    private static void ReadDeep(ReadOnlySpan<ushort> rgb, Span<float> l, Span<float> a, Span<float> b)
    {
        for (int x = 0; x < l.Length; x++)
        {
            CieLab lab = Deep(rgb, x);
            (l[x], a[x], b[x]) = ((float)lab.L, (float)lab.A, (float)lab.B);
        }
    }

    private static void ReadDeep(ReadOnlySpan<ushort> rgb, Span<float> l)
    {
        for (int x = 0; x < l.Length; x++)
        {
            l[x] = (float)Deep(rgb, x).L;
        }
    }

    private static CieLab Deep(ReadOnlySpan<ushort> rgb, int x) => CieLab.FromSrgb(
        rgb[x * 3] / (double)ushort.MaxValue, rgb[(x * 3) + 1] / (double)ushort.MaxValue, rgb[(x * 3) + 2] / (double)ushort.MaxValue);
}
