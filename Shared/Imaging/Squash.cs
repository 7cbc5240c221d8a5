using NetVips;

namespace Colorize.Imaging;

/// <summary>Resizes to a width and height whatever the proportions, as the poster does with its training images.</summary>
internal static class Squash
{
    public static Image To(Image image, int width, int height)
    {
        if (image.Width == width && image.Height == height)
        {
            return image.Copy();
        }

        double horizontal = width / (double)image.Width;
        double vertical = height / (double)image.Height;

        // Enlarging reads pixels out of order. What is enlarged is small in at least one direction, so that a copy costs little.
        if (horizontal > 1 || vertical > 1)
        {
            using Image inMemory = image.CopyMemory();
            return inMemory.Resize(horizontal, vscale: vertical);
        }

        return image.Resize(horizontal, vscale: vertical);
    }
}
