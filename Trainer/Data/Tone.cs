using System.Numerics.Tensors;
using Colorize.Color;

namespace Colorize.Trainer.Data;

/// <summary>A change of a picture's lightness, which leaves its colours alone: what fading and dark prints do.</summary>
/// <param name="Contrast">What L is multiplied with.</param>
/// <param name="Brightness">What is added to it, in units of L.</param>
internal readonly record struct Tone(float Contrast, float Brightness)
{
    /// <summary>Leaves the lightness as it is.</summary>
    public static Tone Unchanged { get; } = new(1, 0);

    /// <summary>Changes the values of L, 0 to 100, in place.</summary>
    public void Apply(Span<float> lightness)
    {
        if (this == Unchanged)
        {
            return;
        }

        TensorPrimitives.Multiply(lightness, Contrast, lightness);
        TensorPrimitives.Add(lightness, Brightness, lightness);
        TensorPrimitives.Clamp(lightness, 0f, CieLab.White, lightness);
    }
}
