using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.WebJobs;

/// <summary>How long the process may take to stop.</summary>
internal static class StopOptions
{
    private const string Setting = "Colorize:StopTime";

    // Less than the 30 s after which container platforms kill.
    private static readonly TimeSpan Standard = TimeSpan.FromSeconds(25);

    public static TimeSpan From(IConfiguration configuration)
    {
        string? text = configuration[Setting];
        if (text is null)
        {
            return Standard;
        }

        return TimeSpan.TryParse(text, out TimeSpan time) && time >= TimeSpan.FromSeconds(5) && time <= TimeSpan.FromHours(1)
            ? time
            : throw new StorageSettingsException($"{Setting.Replace(":", "__", StringComparison.Ordinal)} is '{text}'. It must be a time of 00:00:05 or more.");
    }
}
