using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Colorize.Telemetry;

/// <summary>Where traces and measurements of the whole product come from. While nobody listens they cost next to nothing.</summary>
public static class ColorizeTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Colorize";

    /// <summary>Spans: one for each blob, and one in it for each stage of the work.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Measurements that belong to no service.</summary>
    public static Meter Meter { get; } = new(Name);
}
