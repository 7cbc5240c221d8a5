using Colorize.Functions.Hosting;
using Colorize.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Watching;

/// <summary>Watches the containers while this host holds the lease: the faster storage lists them, the more often.</summary>
internal sealed partial class BlobWatcher(
    Func<Route, ContainerWatcher> watcherOf,
    WatcherLease lease,
    StorageCheck storage,
    WatchOptions options,
    TimeProvider time,
    ILogger<BlobWatcher> logger)
    : BackgroundService
{
    // Of all time, watching may take about this part.
    private const double MaxShare = 0.05;

    // A listing of few blobs that takes long says that the machine is busy, and nothing of what watching costs.
    private static readonly TimeSpan MaxDelayPerBlob = TimeSpan.FromMilliseconds(3);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Route.All.Select(route => WatchAsync(route.Source, watcherOf(route), stoppingToken)));

    private async Task WatchAsync(string container, ContainerWatcher watcher, CancellationToken stoppingToken)
    {
        bool isAway = false;
        while (true)
        {
            long started = time.GetTimestamp();
            int blobs = 0;
            try
            {
                if (isAway)
                {
                    // It may come back without what it had.
                    await storage.RunAsync(stoppingToken);
                    watcher.Reset();
                }

                blobs = lease.Term is { } term ? await watcher.PollAsync(term, stoppingToken) : 0;
                if (isAway)
                {
                    LogListed(container);
                    isAway = false;
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!isAway)
                {
                    LogNotListed(container, PlainMessage.Of(exception));
                }

                isAway = true;
            }

            await Task.Delay(DelayAfter(time.GetElapsedTime(started), blobs), time, stoppingToken);
        }
    }

    private TimeSpan DelayAfter(TimeSpan listing, int blobs) =>
        TimeSpan.FromTicks(Math.Max(options.Interval.Ticks, Math.Min((listing / MaxShare).Ticks, (blobs * MaxDelayPerBlob).Ticks)));

    [LoggerMessage(LogLevel.Warning, "{Container}/ cannot be watched; asking again until it can: {Reason}")]
    private partial void LogNotListed(string container, string reason);

    [LoggerMessage(LogLevel.Information, "{Container}/ can be watched again.")]
    private partial void LogListed(string container);
}
