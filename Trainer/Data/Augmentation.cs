namespace Colorize.Trainer.Data;

/// <summary>Draws the random crops and flips that make one picture many.</summary>
/// <param name="MinimumArea">The smallest part of a picture's area that a crop may show, 0 to 1; 1 crops nothing.</param>
/// <param name="Flips">Whether half of the pictures are mirrored.</param>
internal sealed record Augmentation(double MinimumArea, bool Flips)
{
    /// <summary>Width to height of a crop lies between 1 / this and this.</summary>
    private const double LargestRatio = 1.25;

    /// <summary>Draws a crop of a square picture.</summary>
    public Crop Draw(Random random, int size)
    {
        double area = MinimumArea + (random.NextDouble() * (1 - MinimumArea));
        double ratio = Math.Pow(LargestRatio, (2 * random.NextDouble()) - 1);
        float width = (float)Math.Min(size, size * Math.Sqrt(area * ratio));
        float height = (float)Math.Min(size, size * Math.Sqrt(area / ratio));
        float left = (size - width) * random.NextSingle();
        float top = (size - height) * random.NextSingle();
        bool mirrored = random.Next(2) == 1 && Flips;
        return MinimumArea >= 1 ? Crop.Whole(size) with { Mirrored = mirrored } : new Crop(left, top, width, height, mirrored);
    }
}
