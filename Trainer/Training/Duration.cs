using System.Globalization;

namespace Colorize.Trainer.Training;

/// <summary>Says durations as people do.</summary>
internal static class Duration
{
    /// <summary>Such as "45 s", "12 min" or "1 h 05 min".</summary>
    public static string Plain(TimeSpan duration) => duration.TotalMinutes switch
    {
        < 2 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours} h {duration.Minutes:00} min"),
    };
}
