namespace Colorize.Models;

/// <summary>How colours become the numbers that the networks compute with.</summary>
/// <param name="LightnessScale">The input is L* divided by this.</param>
/// <param name="ChromaOffset">The output is a* or b* plus this …</param>
/// <param name="ChromaScale">… and then divided by this.</param>
public sealed record Normalization(float LightnessScale, float ChromaOffset, float ChromaScale)
{
    /// <summary>L*/100 and (ab + 128)/255, the poster's scale: the only one that the networks are trained for.</summary>
    public static Normalization Poster { get; } =
        new(PosterScale.Lightness, PosterScale.ChromaOffset, PosterScale.Chroma);
}
