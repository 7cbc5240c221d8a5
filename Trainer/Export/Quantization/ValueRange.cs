namespace Colorize.Trainer.Export.Quantization;

/// <summary>The least and the greatest value that a tensor takes.</summary>
internal readonly record struct ValueRange(float Least, float Greatest)
{
    /// <summary>The smallest range that holds two.</summary>
    public static ValueRange operator +(ValueRange one, ValueRange other) =>
        new(Math.Min(one.Least, other.Least), Math.Max(one.Greatest, other.Greatest));
}
