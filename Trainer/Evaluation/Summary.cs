namespace Colorize.Trainer.Evaluation;

/// <summary>A mean over pictures and its standard deviation.</summary>
internal sealed record Summary(double Mean, double Deviation)
{
    /// <summary>Sums values up; the deviation is that of the pictures, not of the mean.</summary>
    public static Summary Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return new Summary(mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
