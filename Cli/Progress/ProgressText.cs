using System.Globalization;

namespace Colorize.Cli.Progress;

/// <summary>How far something is, how fast it goes, and how long it will take.</summary>
internal static class ProgressText
{
    private const double SlowRate = 10;

    /// <summary><c>12 of 3,000 photographs, 4.2/s, 11:51 left</c>; rate and rest only once something is done.</summary>
    /// <param name="done">What is done.</param>
    /// <param name="total">What there is to do.</param>
    /// <param name="noun">Of what, in the plural.</param>
    /// <param name="elapsed">The time it took so far.</param>
    public static string Of(int done, int total, string noun, TimeSpan elapsed)
    {
        string count = string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} {(total == 1 ? noun.TrimEnd('s') : noun)}");
        if (done == 0 || elapsed <= TimeSpan.Zero)
        {
            return count;
        }

        double rate = done / elapsed.TotalSeconds;
        string speed = rate.ToString(rate < SlowRate ? "0.0" : "N0", CultureInfo.InvariantCulture);
        return $"{count}, {speed}/s, {Duration.Of(TimeSpan.FromSeconds((total - done) / rate))} left";
    }
}
