namespace Colorize.Trainer.Export.Quantization;

/// <summary>The least and the greatest value that a tensor takes.</summary>
internal readonly record struct ValueRange(float Least, float Greatest);
