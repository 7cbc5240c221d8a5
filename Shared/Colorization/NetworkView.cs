using System.Numerics.Tensors;
using Colorize.Imaging;

namespace Colorize.Colorization;

/// <summary>
/// What the networks see of a photograph: the picture without its borders, squashed to 128×128, as the training pictures were; where one
/// side is more than twice the other, squashing would make faces of four people one smear, and the picture is seen in pieces.
/// </summary>
/// <param name="Picture">The part of the photograph that is seen, and coloured.</param>
/// <param name="Size">The size of the small planes: 128×128, or longer the way that the picture is long.</param>
/// <param name="Lightness">L/100 at that size, row by row.</param>
internal sealed record NetworkView(PixelArea Picture, PlaneSize Size, float[] Lightness)
{
    /// <summary>The view of a photograph.</summary>
    /// <param name="photo">The decoded photograph.</param>
    public static NetworkView Of(PixelBuffer photo)
    {
        PixelArea picture = UniformBorder.PictureIn(photo);
        PlaneSize size = PieceLayout.PlaneFor(picture.Width, picture.Height);
        return new(picture, size, LightnessAt(photo, picture, size));
    }

    private static float[] LightnessAt(PixelBuffer photo, PixelArea picture, PlaneSize size)
    {
        using NetVips.Image full = photo.AsImage();
        using NetVips.Image cropped = full.Crop(picture.Left, picture.Top, picture.Width, picture.Height);
        using NetVips.Image squashed = Squash.To(cropped, size.Width, size.Height);
        using PixelBuffer small = PixelBuffer.From(squashed);

        float[] lightness = new float[size.Length];
        for (int y = 0; y < size.Height; y++)
        {
            LabRows.ReadLightness(small, y, lightness.AsSpan(y * size.Width, size.Width));
        }

        TensorPrimitives.Multiply(lightness, 0.01f, lightness);
        return lightness;
    }
}
