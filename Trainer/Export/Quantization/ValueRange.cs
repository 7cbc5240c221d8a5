namespace Colorize.Trainer.Export.Quantization;

/// <summary>From the least to the greatest value of a tensor.</summary>
internal readonly record struct ValueRange(float Least, float Greatest)
{
    /// <summary>A part of the range around zero; what lies beyond is clipped.</summary>
    public ValueRange Narrowed(float part) => new(Least * part, Greatest * part);
}
