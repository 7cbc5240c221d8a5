using System.ComponentModel.DataAnnotations;

namespace Colorize.Functions.Review;

/// <summary>What the timer-triggered review looks at, bound to <c>Colorize__Review…</c>.</summary>
public sealed class ReviewOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Colorize";

    /// <summary>
    /// The setting with the review's schedule, in the form that a timer trigger takes it: <c>Colorize__ReviewSchedule</c>, an NCRONTAB
    /// expression such as <c>0 0 * * * *</c> for every hour.
    /// </summary>
    public const string ScheduleSetting = "%Colorize:ReviewSchedule%";

    /// <summary>
    /// How far it looks back. Shorter than the time after which any lifecycle rule deletes outputs or rejections, so that what a rule has
    /// cleared away is not made again for ever.
    /// </summary>
    [Range(typeof(TimeSpan), "00:10:00", "365.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReviewWindow { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How old a source must be before it is missed: until then its own event may be on its way.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReviewMinAge { get; set; } = TimeSpan.FromMinutes(10);
}
