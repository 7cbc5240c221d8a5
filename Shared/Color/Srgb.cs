namespace Colorize.Color;

/// <summary>
/// The transfer function of sRGB (IEC 61966-2-1:1999): between the encoded values that files hold and linear light.
/// Both are in [0, 1]. This is the exact scalar formula; <see cref="LabPlanes"/> is its fast twin.
/// </summary>
public static class Srgb
{
    /// <summary>Encoded values up to this one lie on the linear toe of the curve (IEC 61966-2-1).</summary>
    public const double EncodedToe = 0.04045;

    /// <summary>Linear values up to this one lie on the linear toe of the curve (IEC 61966-2-1).</summary>
    public const double LinearToe = 0.0031308;

    /// <summary>Slope of the linear toe (IEC 61966-2-1).</summary>
    public const double ToeSlope = 12.92;

    /// <summary>Linear light of an encoded value.</summary>
    /// <param name="encoded">An sRGB value in [0, 1].</param>
    /// <returns>Linear light in [0, 1].</returns>
    public static double ToLinear(double encoded) =>
        encoded <= EncodedToe ? encoded / ToeSlope : Math.Pow((encoded + 0.055) / 1.055, 2.4);

    /// <summary>Encoded value of linear light.</summary>
    /// <param name="linear">Linear light in [0, 1].</param>
    /// <returns>An sRGB value in [0, 1].</returns>
    public static double FromLinear(double linear) =>
        linear <= LinearToe ? linear * ToeSlope : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
}
