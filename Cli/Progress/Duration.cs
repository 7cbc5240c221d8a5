using System.Globalization;

namespace Colorize.Cli.Progress;

/// <summary>Times as people read them.</summary>
internal static class Duration
{
    /// <summary><c>0:07</c>, <c>12:30</c>, <c>1:23:20</c>, <c>49:00:00</c>.</summary>
    public static string Of(TimeSpan time)
    {
        long seconds = (long)Math.Ceiling(Math.Max(0, time.TotalSeconds));
        (long minutes, long restSeconds) = Math.DivRem(seconds, 60);
        (long hours, long restMinutes) = Math.DivRem(minutes, 60);
        return hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{restMinutes:00}:{restSeconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{restMinutes}:{restSeconds:00}");
    }
}
