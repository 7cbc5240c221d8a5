using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;
using Colorize.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// Watches the containers in place of the engine, whose own scan takes for new what was modified later than all it saw
/// before: since times of modification are whole seconds, it overlooks a blob that appears in a second after its
/// listing. It also needs eight requests for a blob, one after the other.
/// </summary>
internal sealed partial class BlobWatch(
    BlobNews news, Announcements announcements, StorageCheck storage, WatchOptions options, ILogger<BlobWatch> logger)
    : BackgroundService
{
    // Enough to keep the functions busy; storage does not get faster by more.
    private const int AtOnce = 8;

    // Rare, since the receipts are listed too.
    private const int ListingsPerReview = 30;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(WatchAsync(ContainerNames.Grayscale, stoppingToken), WatchAsync(ContainerNames.Uploads, stoppingToken));

    private async Task WatchAsync(string container, CancellationToken stoppingToken)
    {
        bool away = false;
        int listingsToReview = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (away)
                {
                    // It may come back without what it had.
                    await storage.RunAsync(stoppingToken);
                }

                await AnnounceNewsAsync(container, stoppingToken);
                if (away)
                {
                    LogListed(container);
                    listingsToReview = 0;
                }

                away = false;
                if (--listingsToReview < 0 && await announcements.NothingWaitsAsync(stoppingToken))
                {
                    await ReviewAsync(container, stoppingToken);
                    listingsToReview = ListingsPerReview;
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!away)
                {
                    LogNotListed(container, options.Interval.TotalSeconds, PlainMessage.Of(e));
                }

                away = true;
            }

            await Task.Delay(options.Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnnounceNewsAsync(string container, CancellationToken cancellationToken)
    {
        IReadOnlyList<BlobItem> blobs = await news.FindAsync(container, cancellationToken);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(blobs, parallel, async (blob, token) =>
        {
            if (await announcements.AnnounceAsync(container, blob, token))
            {
                news.Remember(container, blob);
            }
        });
    }

    // An emulator without power forgets its last seconds, of the blobs and of the queues apart.
    private async Task ReviewAsync(string container, CancellationToken cancellationToken)
    {
        foreach (BlobItem blob in await news.ReviewAsync(container, cancellationToken))
        {
            LogLost($"{container}/{blob.Name}", UnquotedETag.Of(blob.Properties.ETag));
            await announcements.RepeatAsync(container, blob, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): storage has lost the message about it; it is queued again.")]
    private partial void LogLost(string blob, string eTag);

    [LoggerMessage(LogLevel.Warning, "{Container}/ cannot be watched; asking again every {Seconds} s: {Reason}")]
    private partial void LogNotListed(string container, double seconds, string reason);

    [LoggerMessage(LogLevel.Information, "{Container}/ can be watched again.")]
    private partial void LogListed(string container);
}
