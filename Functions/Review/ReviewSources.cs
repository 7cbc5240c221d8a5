using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues.Models;
using Colorize.Functions.Delivery;
using Colorize.Storage;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Review;

/// <summary>
/// Finds sources that have neither output nor rejection though their turn should have come, and drives them again as <c>retry</c> does:
/// an event that Event Grid lost or gave up costs the time to the next review, and no photograph.
/// </summary>
public sealed partial class ReviewSources
{
    private readonly StorageClients _storage;
    private readonly RejectionStore _store;
    private readonly RejectionWriter _rejections;
    private readonly ReviewOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ReviewSources> _logger;

    internal ReviewSources(
        StorageClients storage,
        RejectionStore store,
        RejectionWriter rejections,
        ReviewOptions options,
        TimeProvider time,
        ILogger<ReviewSources> logger)
    {
        _storage = storage;
        _store = store;
        _rejections = rejections;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Reviews all containers that sources come to.</summary>
    /// <param name="cancellationToken">Stops the review; the next one goes on.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await HasWaitingAsync(cancellationToken))
        {
            // Whatever has no output yet may be among them.
            LogBusy();
            return;
        }

        foreach (Route route in Route.All)
        {
            await ReviewAsync(route, cancellationToken);
        }
    }

    private async Task ReviewAsync(Route route, CancellationToken cancellationToken)
    {
        FinishedVersions finished = await FinishedVersions.ListAsync(route, _storage, _store, cancellationToken);
        await foreach (BlobItem source in _storage.Container(route.Source).GetBlobsAsync(cancellationToken: cancellationToken))
        {
            TimeSpan age = _time.GetUtcNow() - source.Properties.LastModified ?? TimeSpan.Zero;
            if (age >= _options.ReviewMinAge && age <= _options.ReviewWindow && !finished.Contains(source))
            {
                await RequeueAsync(route, source, cancellationToken);
            }
        }
    }

    private async Task RequeueAsync(Route route, BlobItem source, CancellationToken cancellationToken)
    {
        // The blob extension looks for a name that begins with a slash without it, and takes the blob for deleted.
        if (!BlobPaths.IsUsableSource(source.Name) || source.Name.StartsWith('/'))
        {
            await _rejections.RejectUnusableAsync(route.Source, source.Name, source.Properties.ETag, cancellationToken);
            return;
        }

        LogRequeued($"{route.Source}/{source.Name}", UnquotedETag.Of(source.Properties.ETag));
        await _storage.Container(route.Source).GetBlobClient(source.Name).TryRenewAsync(cancellationToken);
    }

    private async Task<bool> HasWaitingAsync(CancellationToken cancellationToken)
    {
        await foreach (QueueItem queue in _storage.Queues.GetQueuesAsync(
            prefix: BlobPaths.WaitingQueuePrefix, cancellationToken: cancellationToken))
        {
            if (await _storage.Queues.GetQueueClient(queue.Name).HasMessagesAsync(cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): it has neither output nor rejection, and nothing waits; it is driven again.")]
    private partial void LogRequeued(string blob, string eTag);

    [LoggerMessage(LogLevel.Information, "Photographs wait for their turn; the review looks again next time.")]
    private partial void LogBusy();
}
