namespace Colorize.Color;

/// <summary>
/// The lightness L* of every grey level, in tables: a grey photograph needs no more colour science than a look-up a pixel.
/// </summary>
public static class GreyLightness
{
    private static readonly float[] ByteTable = Build(byte.MaxValue);
    private static readonly Lazy<float[]> WordTable = new(() => Build(ushort.MaxValue));

    /// <summary>L in [0, 100] of each of the 256 levels of 8-bit sRGB grey.</summary>
    public static ReadOnlySpan<float> OfBytes => ByteTable;

    /// <summary>L in [0, 100] of each of the 65,536 levels of 16-bit sRGB grey.</summary>
    public static ReadOnlySpan<float> OfWords => WordTable.Value;

    private static float[] Build(int highest)
    {
        float[] table = new float[highest + 1];
        for (int level = 0; level <= highest; level++)
        {
            double grey = level / (double)highest;
            table[level] = (float)CieLab.FromSrgb(grey, grey, grey).L;
        }

        return table;
    }
}
