using Colorize.Color;

namespace Colorize.Trainer.Data;

/// <summary>Draws the random crops, flips and tones that make one picture many.</summary>
/// <param name="MinimumArea">The smallest part of a picture's area that a crop may show, 0 to 1; 1 crops nothing.</param>
/// <param name="Flips">Whether half of the pictures are mirrored.</param>
/// <param name="Tones">The part of the pictures whose contrast and brightness are changed, 0 to 1.</param>
internal sealed record Augmentation(double MinimumArea, bool Flips, double Tones = 0)
{
    /// <summary>The contrast of a drawn tone lies between these.</summary>
    private const float MinContrast = 0.4f;

    /// <inheritdoc cref="MinContrast"/>
    private const float MaxContrast = 1.2f;

    /// <summary>Width to height of a crop lies between 1 / this and this.</summary>
    private const double MaxRatio = 1.25;

    /// <summary>
    /// Draws a tone: pictures keep within black and white where their contrast is lowered, and are clipped where it is raised.
    /// </summary>
    public Tone DrawTone(Random random)
    {
        bool isChanged = random.NextDouble() < Tones;
        float contrast = MinContrast + (random.NextSingle() * (MaxContrast - MinContrast));
        float room = CieLab.White * (1 - contrast);
        float brightness = room * random.NextSingle();
        return isChanged ? new Tone(contrast, brightness) : Tone.Unchanged;
    }

    /// <summary>Draws a crop of a square picture.</summary>
    public Crop Draw(Random random, int size)
    {
        double area = MinimumArea + (random.NextDouble() * (1 - MinimumArea));
        double ratio = Math.Pow(MaxRatio, (2 * random.NextDouble()) - 1);
        float width = (float)Math.Min(size, size * Math.Sqrt(area * ratio));
        float height = (float)Math.Min(size, size * Math.Sqrt(area / ratio));
        float left = (size - width) * random.NextSingle();
        float top = (size - height) * random.NextSingle();
        bool mirrored = random.Next(2) == 1 && Flips;
        return MinimumArea >= 1 ? Crop.Whole(size) with { Mirrored = mirrored } : new Crop(left, top, width, height, mirrored);
    }
}
