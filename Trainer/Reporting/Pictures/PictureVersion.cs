namespace Colorize.Trainer.Reporting.Pictures;

/// <summary>A picture as it is or as it was guessed.</summary>
/// <param name="Predictor">Who guessed it; null for the original.</param>
/// <param name="WebP">The file, 128×128 pixels.</param>
/// <param name="Mse">The mean squared error of ab on the poster's scale; null for the original.</param>
internal sealed record PictureVersion(string? Predictor, byte[] WebP, double? Mse);
