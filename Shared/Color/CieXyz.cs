namespace Colorize.Color;

/// <summary>
/// A colour in CIE 1931 XYZ (2° observer), relative to a white of Y = 1.
/// </summary>
/// <param name="X">X, 0.95047 for the white D65.</param>
/// <param name="Y">Y, the luminance: 0 for black, 1 for white.</param>
/// <param name="Z">Z, 1.08883 for the white D65.</param>
public readonly record struct CieXyz(double X, double Y, double Z)
{
    /// <summary>The reference white D65 for the 2° observer (ASTM E308, as used by IEC 61966-2-1).</summary>
    public static CieXyz D65 { get; } = new(0.95047, 1.0, 1.08883);

    /// <summary>XYZ of linear sRGB light. The matrix follows from the primaries and the white of IEC 61966-2-1.</summary>
    /// <param name="red">Linear red in [0, 1].</param>
    /// <param name="green">Linear green in [0, 1].</param>
    /// <param name="blue">Linear blue in [0, 1].</param>
    public static CieXyz FromLinearRgb(double red, double green, double blue) => new(
        (0.4124564 * red) + (0.3575761 * green) + (0.1804375 * blue),
        (0.2126729 * red) + (0.7151522 * green) + (0.0721750 * blue),
        (0.0193339 * red) + (0.1191920 * green) + (0.9503041 * blue));

    /// <summary>Linear sRGB light of this colour, outside [0, 1] where sRGB cannot show it.</summary>
    public (double Red, double Green, double Blue) ToLinearRgb() => (
        (3.2404542 * X) - (1.5371385 * Y) - (0.4985314 * Z),
        (-0.9692660 * X) + (1.8760108 * Y) + (0.0415560 * Z),
        (0.0556434 * X) - (0.2040259 * Y) + (1.0572252 * Z));
}
