namespace Colorize.Trainer.Evaluation;

/// <summary>
/// Hasler and Süsstrunk (2003), "Measuring Colourfulness in Natural Images": the measure M3 for sRGB, made of the spread
/// and the mean of the opponent colours rg = R - G and yb = (R + G) / 2 - B with values 0 to 255:
/// √(σrg² + σyb²) + 0.3 · √(μrg² + μyb²).
/// </summary>
internal static class Colorfulness
{
    private const double MeanWeight = 0.3;
    private const double Levels = byte.MaxValue;

    /// <summary>Measures a picture.</summary>
    public static double Of(SrgbPicture picture)
    {
        double rgSum = 0;
        double rgSquares = 0;
        double ybSum = 0;
        double ybSquares = 0;
        for (int pixel = 0; pixel < picture.Red.Length; pixel++)
        {
            double rg = (picture.Red[pixel] - picture.Green[pixel]) * Levels;
            double yb = (((picture.Red[pixel] + picture.Green[pixel]) / 2) - picture.Blue[pixel]) * Levels;
            rgSum += rg;
            rgSquares += rg * rg;
            ybSum += yb;
            ybSquares += yb * yb;
        }

        double count = picture.Red.Length;
        double rgMean = rgSum / count;
        double ybMean = ybSum / count;
        double variance = Math.Max(0, (rgSquares / count) - (rgMean * rgMean)) + Math.Max(0, (ybSquares / count) - (ybMean * ybMean));
        return Math.Sqrt(variance) + (MeanWeight * Math.Sqrt((rgMean * rgMean) + (ybMean * ybMean)));
    }
}
