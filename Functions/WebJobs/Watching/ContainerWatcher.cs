using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Colorize.Functions.Delivery;
using Colorize.Functions.Review;
using Colorize.Functions.Shutdown;
using Colorize.Functions.WebJobs.Extension;
using Colorize.Storage;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Watching;

/// <summary>
/// Plays Event Grid for one container: lists it, and announces to its function what is new. Now and then, when nothing waits, it also
/// compares the container with the outputs and rejections, and announces again what has neither: that mends whatever a kill, an outage,
/// a lost message or a deleted output has left.
/// </summary>
internal sealed partial class ContainerWatcher(
    Route route,
    SourceListing listing,
    BlobEvents events,
    StorageClients storage,
    RejectionStore rejectionStore,
    RejectionWriter rejections,
    InFlightBlobs inFlight,
    TimeProvider time,
    ILogger<ContainerWatcher> logger)
{
    // Enough to keep the functions busy; storage does not get faster by more.
    private const int MaxParallelEvents = 8;

    // Rare, since the outputs are listed too.
    private const int LooksPerReview = 30;

    // The queue in which the extension keeps what has been announced, until it is done.
    private readonly QueueClient _waiting = storage.Queues.GetQueueClient(EmbeddedHost.WaitingQueue);
    private readonly AnnouncedVersions _announced = new(time);
    private bool _isFirst = true;
    private int _looksToReview;
    private int? _term;

    /// <summary>Forgets what was announced, as after an outage: storage may have lost it. The next look is a review.</summary>
    public void Forget()
    {
        _announced.Clear();
        _isFirst = true;
    }

    /// <summary>Looks for what is new, and announces it. Now and then it compares with the outputs and rejections too.</summary>
    /// <param name="term">The term of the lease; what was announced in another may have been another host's.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>How many blobs there are.</returns>
    public async Task<int> LookAsync(int term, CancellationToken cancellationToken)
    {
        if (term != _term)
        {
            Forget();
            _term = term;
        }

        bool isFirst = _isFirst;
        bool reviews = isFirst || --_looksToReview < 0;
        // What waits has been announced, by this host or by the one before.
        bool someWait = reviews && await _waiting.HasMessagesAsync(cancellationToken);
        FinishedVersions? finished = isFirst || (reviews && !someWait)
            ? await FinishedVersions.ListAsync(route, storage, rejectionStore, cancellationToken)
            : null;
        List<BlobItem> due = await FindDueAsync(finished, cancellationToken);
        if (isFirst && someWait)
        {
            due.ForEach(blob => _announced.MarkAnnounced(BlobVersion.Of(blob)));
        }
        else
        {
            await AnnounceAsync(due, cancellationToken);
        }

        _isFirst = false;
        _looksToReview = reviews ? LooksPerReview : _looksToReview;
        return _announced.Count;
    }

    private async Task<List<BlobItem>> FindDueAsync(FinishedVersions? finished, CancellationToken cancellationToken)
    {
        List<BlobItem> due = [];
        _announced.BeginListing();
        try
        {
            await foreach (BlobItem blob in listing.ListAsync(route.Source, afresh: finished is not null, cancellationToken))
            {
                if (await IsDueAsync(blob, finished, cancellationToken))
                {
                    due.Add(blob);
                }
            }
        }
        catch
        {
            _announced.AbandonListing();
            throw;
        }

        return due;
    }

    private async Task<bool> IsDueAsync(BlobItem blob, FinishedVersions? finished, CancellationToken cancellationToken)
    {
        ulong version = BlobVersion.Of(blob);
        bool isNew = _announced.IsNew(version);
        if (finished is null && !isNew)
        {
            return false;
        }

        if (!BlobPaths.IsUsableSource(blob.Name))
        {
            if (isNew)
            {
                await rejections.RejectUnusableAsync(route.Source, blob.Name, blob.Properties.ETag, cancellationToken);
            }

            _announced.MarkDone(version);
            return false;
        }

        if (finished?.Contains(blob) == true)
        {
            _announced.MarkDone(version);
            return false;
        }

        if (isNew)
        {
            return true;
        }

        if (!_announced.IsOverdue(version) || inFlight.Contains($"{route.Source}/{blob.Name}"))
        {
            return false;
        }

        LogAgain($"{route.Source}/{blob.Name}", UnquotedETag.Of(blob.Properties.ETag));
        return true;
    }

    // Newest first: a photograph that has just been dropped goes before a dataset.
    private async Task AnnounceAsync(List<BlobItem> due, CancellationToken cancellationToken)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = MaxParallelEvents, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due.OrderByDescending(blob => blob.Properties.LastModified), parallel, async (blob, token) =>
        {
            await events.PostAsync(route.Source, blob, token);
            lock (_announced)
            {
                _announced.MarkAnnounced(BlobVersion.Of(blob));
            }
        });
    }

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): it has neither output nor rejection, and nothing waits; it is queued again.")]
    private partial void LogAgain(string blob, string eTag);
}
