using Colorize.Functions.Hosting;
using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Functions.WebJobs.Watching;

/// <summary>How the containers are watched.</summary>
/// <param name="Interval">The shortest time between two listings of a container.</param>
internal sealed record WatchOptions(TimeSpan Interval)
{
    private static readonly TimeSpan Local = TimeSpan.FromSeconds(0.5);

    // Each listing is charged for in Azure.
    private static readonly TimeSpan Remote = TimeSpan.FromSeconds(10);

    public static WatchOptions From(IConfiguration configuration, StorageClients storage)
    {
        TimeSpan? interval = DurationSetting.Read(
            configuration,
            "WatchInterval",
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromHours(1),
            "a time from 00:00:00.1 to 01:00:00");
        return new WatchOptions(interval ?? (storage.IsLocal ? Local : Remote));
    }
}
