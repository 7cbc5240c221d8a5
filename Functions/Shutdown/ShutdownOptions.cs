using Colorize.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.Shutdown;

/// <summary>How long the process may take to stop.</summary>
internal static class ShutdownOptions
{
    // Less than the 30 s after which container platforms kill.
    private static readonly TimeSpan Standard = TimeSpan.FromSeconds(25);

    public static TimeSpan TimeoutFrom(IConfiguration configuration) => DurationSetting.Read(
        configuration,
        "StopTime",
        TimeSpan.FromSeconds(5),
        TimeSpan.FromHours(1),
        "a time of 00:00:05 or more")
        ?? Standard;
}
