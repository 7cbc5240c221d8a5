using System.Buffers.Binary;
using Colorize.Color;
using NetVips;

namespace Colorize.Imaging.Png;

/// <summary>
/// The colour space that a PNG declares by gAMA and cHRM, heeded as browsers do: only where it has no profile and does not say that it is
/// sRGB (W3C PNG, third edition, sections 4.3 and 11.3.2).
/// </summary>
/// <param name="Gamma">The exponent with which the samples were encoded; 1/2.2 is usual.</param>
/// <param name="ToLinearSrgb">Rows of the matrix from the file's linear primaries to linear sRGB, or null where they are sRGB's.</param>
internal sealed record PngColorSpace(double Gamma, double[]? ToLinearSrgb)
{
    private const double Scale = 100_000;

    // sRGB's curve is nearest to this; what differs less cannot be seen.
    private const double UsualGamma = 1 / 2.2;
    private const double Tolerance = 0.005;

    /// <summary>The colour space of a file, or null where it is sRGB.</summary>
    public static PngColorSpace? Read(IReadOnlyList<PngChunk> chunks)
    {
        PngChunk gamma = chunks.FirstOrDefault(chunk => chunk.Type == "gAMA");
        if (gamma.Data.Length < 4 || chunks.Any(chunk => chunk.Type is "iCCP" or "sRGB" or "cICP"))
        {
            return null;
        }

        double exponent = BinaryPrimitives.ReadUInt32BigEndian(gamma.Data.Span) / Scale;
        PngChunk primaries = chunks.FirstOrDefault(chunk => chunk.Type == "cHRM");
        double[]? matrix = primaries.Data.Length >= 32 ? Primaries.ToLinearSrgb(ReadNumbers(primaries.Data.Span)) : null;
        bool isUsual = Math.Abs(exponent - UsualGamma) < Tolerance && matrix is null;
        return exponent is < 0.05 or > 20 || isUsual ? null : new(exponent, matrix);
    }

    /// <summary>The same colours in sRGB.</summary>
    /// <param name="image">An image of one or three channels of 8 or 16 bits.</param>
    public Image Convert(Image image)
    {
        bool deep = image.Format == Enums.BandFormat.Ushort;
        if (image.Bands < 3 || ToLinearSrgb is null)
        {
            using Image curve = Curve(
                deep, linear => deep ? Srgb.FromLinear(linear) * ushort.MaxValue : Srgb.FromLinear(linear) * byte.MaxValue);
            using Image rounded = curve.Rint();
            using Image table = rounded.Cast(image.Format);
            using Image encoded = image.Maplut(table);
            return encoded.Copy(interpretation: image.Interpretation);
        }

        using Image toLinear = Curve(deep, linear => linear);
        using Image linear = image.Maplut(toLinear);
        using Image matrix = Image.NewFromArray(new double[,]
        {
            { ToLinearSrgb[0], ToLinearSrgb[1], ToLinearSrgb[2] },
            { ToLinearSrgb[3], ToLinearSrgb[4], ToLinearSrgb[5] },
            { ToLinearSrgb[6], ToLinearSrgb[7], ToLinearSrgb[8] },
        });
        using Image converted = linear.Recomb(matrix);
        using Image tagged = converted.Copy(interpretation: Enums.Interpretation.Scrgb);
        return tagged.Colourspace(deep ? Enums.Interpretation.Rgb16 : Enums.Interpretation.Srgb);
    }

    private Image Curve(bool deep, Func<double, double> encode)
    {
        int levels = deep ? ushort.MaxValue + 1 : byte.MaxValue + 1;
        float[] values = new float[levels];
        for (int level = 0; level < levels; level++)
        {
            values[level] = (float)encode(Math.Pow(level / (double)(levels - 1), 1 / Gamma));
        }

        return Image.NewFromMemory(values, levels, 1, 1, Enums.BandFormat.Float);
    }

    private static double[] ReadNumbers(ReadOnlySpan<byte> chromaticities)
    {
        double[] numbers = new double[8];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadUInt32BigEndian(chromaticities[(4 * i)..]) / Scale;
        }

        return numbers;
    }
}
