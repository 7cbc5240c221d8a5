using Colorize.Color;
using Colorize.Imaging.Tiff;
using NetVips;

namespace Colorize.Imaging;

/// <summary>Brings an image of any colour space to sRGB: one or three channels of 8 or 16 bits.</summary>
internal static class ToSrgb
{
    private const string ProfileField = "icc-profile-data";

    // CIE L*a*b* in numbers: L from 0 to 100; a and b in 8 bits as they are, in 16 bits times 256.
    private const double LabOffset = 128;
    private const double LabScale = 256;
    private const double IccDeepWhite = 0xFF00;

    /// <summary>The colours in sRGB.</summary>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="image">The colour channels alone.</param>
    /// <param name="picture">What the file says of its colours.</param>
    public static Image Convert(string name, Image image, EncodedPicture picture)
    {
        RequireIntegers(name, image);
        bool deep = image.Format == Enums.BandFormat.Ushort;
        using Image colors = picture.Colors != TiffColors.AsDeclared ? FromLab(image, picture.Colors, deep)
            : ApplyProfile(image, deep) ?? ToStandardSpace(image, deep);
        using Image one = colors.Bands is 1 or 3 ? colors.Copy() : colors.ExtractBand(0, n: colors.Bands < 3 ? 1 : 3);
        return picture.DeclaredSpace is { } space ? space.Convert(one) : one.Copy();
    }

    private static void RequireIntegers(string name, Image image)
    {
        if (image.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort))
        {
            throw new ImageRejectedException(
                RejectionReason.UnsupportedFormat,
                $"{name} stores its samples as {image.Format.ToString().ToLowerInvariant()}. Save it with 8 or 16 bits a channel.");
        }
    }

    private static Image FromLab(Image image, TiffColors colors, bool deep)
    {
        using Image l = image.ExtractBand(0);
        using Image ab = image.ExtractBand(1, n: 2);
        double white = !deep ? byte.MaxValue : colors == TiffColors.IccLab ? IccDeepWhite : ushort.MaxValue;
        using Image lightness = l * (CieLab.White / white);
        using Image signed = colors == TiffColors.IccLab
            ? ab.Linear([1], [0])
            : ab.Copy(format: deep ? Enums.BandFormat.Short : Enums.BandFormat.Char);
        using Image chroma = signed.Linear([deep ? 1 / LabScale : 1], [colors == TiffColors.IccLab ? -LabOffset : 0]);
        using Image joined = lightness.Bandjoin(chroma);
        using Image lab = joined.Copy(interpretation: Enums.Interpretation.Lab);
        return lab.Colourspace(deep ? Enums.Interpretation.Rgb16 : Enums.Interpretation.Srgb);
    }

    private static Image? ApplyProfile(Image image, bool deep)
    {
        if (!image.Contains(ProfileField))
        {
            return null;
        }

        try
        {
            return image.IccTransform("srgb", embedded: true, intent: Enums.Intent.Relative, depth: deep ? 16 : 8);
        }
        catch (VipsException)
        {
            // A broken profile, or one for another kind of image: the pixels are taken as they are, as viewers do.
            return null;
        }
    }

    private static Image ToStandardSpace(Image image, bool deep)
    {
        bool grey = image.Bands < 3;
        Enums.Interpretation space = (grey, deep) switch
        {
            (true, true) => Enums.Interpretation.Grey16,
            (true, false) => Enums.Interpretation.Bw,
            (false, true) => Enums.Interpretation.Rgb16,
            (false, false) => Enums.Interpretation.Srgb,
        };
        return image.Colourspace(space);
    }
}
