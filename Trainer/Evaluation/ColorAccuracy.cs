using Colorize.Models;

namespace Colorize.Trainer.Evaluation;

/// <summary>
/// Zhang, Isola and Efros (2016), "Colorful Image Colorization", section 3.1: the part of the pixels whose ab lies within
/// a distance of the truth, as a curve over the distances 0 to 150; the measure is the area under it, 0 to 1. Pixels are
/// weighted alike (the paper's "non-rebalanced" variant).
/// </summary>
internal static class ColorAccuracy
{
    private const int MaxDistance = 150;

    /// <summary>The area under the curve for ab planes on the scale (ab + 128) / 255.</summary>
    public static double AreaUnderCurve(ReadOnlySpan<float> guess, ReadOnlySpan<float> truth)
    {
        int pixels = truth.Length / 2;
        long thresholds = 0;
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            float a = (guess[pixel] - truth[pixel]) * PosterScale.Chroma;
            float b = (guess[pixels + pixel] - truth[pixels + pixel]) * PosterScale.Chroma;
            int reached = (int)Math.Ceiling(Math.Sqrt((a * a) + (b * b)));
            thresholds += Math.Max(0, MaxDistance + 1 - reached);
        }

        return (double)thresholds / ((long)pixels * (MaxDistance + 1));
    }
}
