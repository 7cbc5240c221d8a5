namespace Colorize.Trainer.Training;

/// <summary>
/// The one-cycle learning rate (Smith and Topin 2018, "Super-Convergence"): up along a cosine to the highest rate,
/// then down along a cosine to almost nothing, with PyTorch's default ratios.
/// </summary>
internal sealed class OneCycle(double highest, long steps)
{
    private const double WarmUp = 0.3;
    private const double StartDivisor = 25;
    private const double EndDivisor = 1e4;

    /// <summary>The learning rate of a step, counted from 0.</summary>
    public double RateAt(long step)
    {
        double start = highest / StartDivisor;
        double peak = Math.Max(1, (WarmUp * steps) - 1);
        double last = Math.Max(peak + 1, steps - 1);
        return step <= peak
            ? Cosine(start, highest, step / peak)
            : Cosine(highest, start / EndDivisor, Math.Min(1, (step - peak) / (last - peak)));
    }

    private static double Cosine(double from, double to, double way) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * way)));
}
