using Colorize.Tests.Imaging;
using NetVips;

namespace Colorize.Tests.Hostile;

/// <summary>Small genuine files of every format, which the corpus then bends and breaks.</summary>
internal static class ImageFiles
{
    public const int Width = 96;
    public const int Height = 64;

    public static readonly string[] Extensions = [".jpg", ".png", ".webp", ".tif", ".gif", ".avif"];

    public static byte[] Of(string extension)
    {
        using Image photo = Photo();
        return photo.WriteToBuffer(extension);
    }

    /// <summary>Texture, so that a file has enough bytes to be cut at many points.</summary>
    public static Image Photo()
    {
        using Image quarters = TestImages.Quarters(Width, Height);
        using Image noise = Image.Gaussnoise(Width, Height, sigma: 25, mean: 0, seed: 9);
        using Image noisy = quarters + noise;
        return noisy.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>Three pictures in one file, each of the usual size.</summary>
    public static byte[] Frames(string extension)
    {
        using Image one = Photo();
        using Image two = one.Invert();
        using Image three = one.Fliphorizontal();
        using Image strip = Image.Arrayjoin([one, two, three], across: 1);
        using Image animated = strip.Mutate(image => image.Set(GValue.GIntType, "page-height", Height));
        return animated.WriteToBuffer(extension);
    }

    private static Image Fliphorizontal(this Image image) => image.Flip(Enums.Direction.Horizontal);
}
