using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>How the containers are watched.</summary>
/// <param name="Interval">The time between two listings of a container.</param>
internal sealed record WatchOptions(TimeSpan Interval)
{
    private const string Setting = "Colorize:WatchInterval";

    private static readonly TimeSpan Local = TimeSpan.FromSeconds(1);

    // Each listing is charged for in Azure.
    private static readonly TimeSpan Remote = TimeSpan.FromSeconds(10);

    public static WatchOptions From(IConfiguration configuration, StorageClients storage)
    {
        string? text = configuration[Setting];
        if (text is null)
        {
            return new WatchOptions(storage.IsLocal ? Local : Remote);
        }

        return TimeSpan.TryParse(text, out TimeSpan interval) && interval >= TimeSpan.FromMilliseconds(100) && interval <= TimeSpan.FromHours(1)
            ? new WatchOptions(interval)
            : throw new StorageSettingsException(
                $"{Setting.Replace(":", "__", StringComparison.Ordinal)} is '{text}'. It must be a time from 00:00:00.1 to 01:00:00.");
    }
}
