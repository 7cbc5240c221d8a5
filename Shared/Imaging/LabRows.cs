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

    /// <summary>L of the pixels of a row from a column on, as many as there is room for.</summary>
    public static void ReadLightness(PixelBuffer pixels, int y, Span<float> l, int firstColumn = 0)
    {
        switch (pixels)
        {
            case { Channels: 1, BytesPerSample: 1 }:
                LookUp(pixels.Row8(y).Slice(firstColumn, l.Length), l);
                break;
            case { Channels: 1 }:
                LookUp(pixels.Row16(y).Slice(firstColumn, l.Length), l);
                break;
            case { BytesPerSample: 1 }:
                LabPlanes.LightnessFromSrgb(pixels.Row8(y).Slice(3 * firstColumn, 3 * l.Length), l);
                break;
            default:
                ReadDeep(pixels.Row16(y).Slice(3 * firstColumn, 3 * l.Length), l);
                break;
        }
    }

    /// <summary>L of one pixel, to a level of 8 bits; of a colour, that of the grey of the same luma.</summary>
    public static float LightnessNear(PixelBuffer pixels, int x, int y) => GreyLightness.OfBytes[pixels switch
    {
        { Channels: 1, BytesPerSample: 1 } => pixels.Row8(y)[x],
        { Channels: 1 } => pixels.Row16(y)[x] >> 8,
        { BytesPerSample: 1 } => Luma(pixels.Row8(y).Slice(3 * x, 3)),
        _ => Luma(pixels.Row16(y).Slice(3 * x, 3)) >> 8,
    }];

    // ITU-R BT.709, in 65,536ths.
    private static int Luma(ReadOnlySpan<byte> rgb) => ((rgb[0] * 13933) + (rgb[1] * 46871) + (rgb[2] * 4732)) >> 16;

    private static int Luma(ReadOnlySpan<ushort> rgb) => (int)(((rgb[0] * 13933L) + (rgb[1] * 46871L) + (rgb[2] * 4732L)) >> 16);

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
