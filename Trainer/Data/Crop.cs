namespace Colorize.Trainer.Data;

/// <summary>A part of a picture, in pixels, and whether it is mirrored.</summary>
internal readonly record struct Crop(float Left, float Top, float Width, float Height, bool Mirrored)
{
    /// <summary>The whole of a square picture as it is.</summary>
    public static Crop Whole(int size) => new(0, 0, size, size, false);
}
