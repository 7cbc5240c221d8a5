namespace Colorize.Color;

/// <summary>
/// A colour in CIE 1976 L*a*b* under D65 (ISO/CIE 11664-4:2019).
/// </summary>
/// <param name="L">Lightness, 0 (black) to 100 (white).</param>
/// <param name="A">Green (negative) to red (positive), about -86 to 98 within sRGB.</param>
/// <param name="B">Blue (negative) to yellow (positive), about -108 to 94 within sRGB.</param>
public readonly record struct CieLab(double L, double A, double B)
{
    /// <summary>L* of white.</summary>
    public const int White = 100;

    /// <summary>δ = 6/29: below δ³ the cube root is replaced by its tangent (ISO/CIE 11664-4).</summary>
    public const double Delta = 6.0 / 29.0;

    /// <summary>L*a*b* of an XYZ colour.</summary>
    /// <param name="xyz">A colour relative to the white D65.</param>
    public static CieLab FromXyz(CieXyz xyz)
    {
        double fx = F(xyz.X / CieXyz.D65.X);
        double fy = F(xyz.Y / CieXyz.D65.Y);
        double fz = F(xyz.Z / CieXyz.D65.Z);
        return new((116 * fy) - 16, 500 * (fx - fy), 200 * (fy - fz));
    }

    /// <summary>L*a*b* of an sRGB colour.</summary>
    /// <param name="red">Encoded red in [0, 1].</param>
    /// <param name="green">Encoded green in [0, 1].</param>
    /// <param name="blue">Encoded blue in [0, 1].</param>
    public static CieLab FromSrgb(double red, double green, double blue) =>
        FromXyz(CieXyz.FromLinearRgb(Srgb.ToLinear(red), Srgb.ToLinear(green), Srgb.ToLinear(blue)));

    /// <summary>XYZ of this colour.</summary>
    public CieXyz ToXyz()
    {
        double fy = (L + 16) / 116;
        return new(
            CieXyz.D65.X * InverseF(fy + (A / 500)),
            CieXyz.D65.Y * InverseF(fy),
            CieXyz.D65.Z * InverseF(fy - (B / 200)));
    }

    /// <summary>sRGB of this colour, each channel in [0, 1]; a colour that sRGB cannot show is clipped channel by channel.</summary>
    public (double Red, double Green, double Blue) ToSrgb()
    {
        (double red, double green, double blue) = ToXyz().ToLinearRgb();
        return (Encode(red), Encode(green), Encode(blue));
    }

    private static double Encode(double linear) => Srgb.FromLinear(Math.Clamp(linear, 0, 1));

    private static double F(double t) => t > Delta * Delta * Delta ? Math.Cbrt(t) : (t / (3 * Delta * Delta)) + (4.0 / 29.0);

    private static double InverseF(double t) => t > Delta ? t * t * t : 3 * Delta * Delta * (t - (4.0 / 29.0));
}
