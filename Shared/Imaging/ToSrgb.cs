using NetVips;

namespace Colorize.Imaging;

/// <summary>Brings an image of any colour space to sRGB: one or three channels of 8 or 16 bits, flattened on white.</summary>
internal static class ToSrgb
{
    private const string ProfileField = "icc-profile-data";

    public static Image Convert(string name, Image image)
    {
        RequireIntegers(name, image);
        bool deep = image.Format == Enums.BandFormat.Ushort;
        using Image colors = ApplyProfile(image, deep) ?? ToStandardSpace(image, deep);
        using Image flat = colors.HasAlpha() ? colors.Flatten(background: [deep ? ushort.MaxValue : byte.MaxValue]) : colors.Copy();
        return flat.Bands is 1 or 3 ? flat.Copy() : flat.ExtractBand(0, n: flat.Bands < 3 ? 1 : 3);
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
