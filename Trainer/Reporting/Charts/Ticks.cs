namespace Colorize.Trainer.Reporting.Charts;

/// <summary>Round numbers for an axis.</summary>
internal static class Ticks
{
    private static readonly double[] Factors = [1, 2, 5, 10];

    /// <summary>Multiples of 1, 2 or 5 times a power of ten between two ends.</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end, above it.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="least">The smallest step, such as 1 for what comes in whole numbers.</param>
    public static IReadOnlyList<double> Between(double low, double high, int most, double least = 0)
    {
        double rough = Math.Max((high - low) / most, least);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = Factors.Select(factor => factor * power).First(candidate => candidate >= rough * 0.999);
        int first = (int)Math.Ceiling((low / step) - 1e-9);
        int last = (int)Math.Floor((high / step) + 1e-9);
        return [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(index => index * step)];
    }
}
