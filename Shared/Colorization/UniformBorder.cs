using Colorize.Imaging;

namespace Colorize.Colorization;

/// <summary>
/// Finds what of a photograph is picture, and not the even border round it: the white of a print's margin or a scanner's lid, the black
/// of film. From each side, lines are followed inwards for as long as they keep the border's tone. Where most of them end at the same
/// place, and at an edge, a border ends there; a white sky ends raggedly, a dark corner gradually.
/// </summary>
internal static class UniformBorder
{
    // Borders in borders: a print's margin, on a scanner's lid.
    private const int MaxNested = 3;

    // A smaller picture is none that a border was put round.
    private const int MinSide = 16;

    /// <summary>The picture without its borders; the whole photograph where it has none.</summary>
    /// <param name="photo">The decoded photograph.</param>
    public static PixelArea PictureIn(PixelBuffer photo)
    {
        PixelArea picture = new(0, 0, photo.Width, photo.Height);
        for (int nested = 0; nested < MaxNested; nested++)
        {
            PixelArea inner = WithoutBorder(photo, picture);
            if (inner == picture || inner.Width < MinSide || inner.Height < MinSide)
            {
                break;
            }

            picture = inner;
        }

        return picture;
    }

    private static PixelArea WithoutBorder(PixelBuffer photo, PixelArea area) => area.Without(
        left: new BorderSide(photo, (area.Left, area.Top), inwards: (1, 0), along: (0, 1), area.Width, area.Height).Thickness(),
        top: new BorderSide(photo, (area.Left, area.Top), inwards: (0, 1), along: (1, 0), area.Height, area.Width).Thickness(),
        right: new BorderSide(photo, (area.Right - 1, area.Top), inwards: (-1, 0), along: (0, 1), area.Width, area.Height).Thickness(),
        bottom: new BorderSide(photo, (area.Left, area.Bottom - 1), inwards: (0, -1), along: (1, 0), area.Height, area.Width).Thickness());
}
