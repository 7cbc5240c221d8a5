namespace Colorize.Trainer.Export.Quantization;

/// <summary>
/// How numbers stand as 8 bits: <c>value = scale × (stored − zero)</c>, as QuantizeLinear of ONNX has it. Activations are
/// stored without sign, so that ReLU's zero is the smallest number there is.
/// </summary>
/// <param name="Scale">The distance of two neighbouring values.</param>
/// <param name="Zero">What 0 is stored as.</param>
internal readonly record struct LinearScale(float Scale, byte Zero)
{
    private const float MinScale = 1e-8f;

    /// <summary>The scale that spreads a range, widened to hold 0, over all 256 numbers.</summary>
    public static LinearScale Of(ValueRange range)
    {
        float least = Math.Min(range.Least, 0);
        float greatest = Math.Max(range.Greatest, 0);
        float scale = Math.Max((greatest - least) / byte.MaxValue, MinScale);
        return new LinearScale(scale, (byte)Math.Clamp(MathF.Round(-least / scale), 0, byte.MaxValue));
    }
}
