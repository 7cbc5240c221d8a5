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
    AnnouncedVersions announced,
    BlobEvents events,
    StorageClients storage,
    RejectionStore rejectionStore,
    RejectionWriter rejections,
    InFlightBlobs inFlight,
    ILogger<ContainerWatcher> logger)
{
    // Enough to keep the functions busy; storage does not get faster by more.
    private const int MaxParallelEvents = 8;

    // Rare, since the outputs are listed too.
    private const int PollsPerReview = 30;

    // The queue in which the extension keeps what has been announced, until it is done.
    private readonly QueueClient _waiting = storage.Queues.GetQueueClient(EmbeddedHost.WaitingQueue);
    private bool _isFirst = true;
    private int _pollsToReview;
    private int? _term;

    /// <summary>Forgets what was announced, as after an outage: storage may have lost it. The next poll is a review.</summary>
    public void Reset()
    {
        announced.Clear();
        _isFirst = true;
    }

    /// <summary>Looks for what is new, and announces it. Now and then it compares with the outputs and rejections too.</summary>
    /// <param name="term">The term of the lease; what was announced in another may have been another host's.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>How many blobs there are.</returns>
    public async Task<int> PollAsync(int term, CancellationToken cancellationToken)
    {
        if (term != _term)
        {
            Reset();
            _term = term;
        }

        bool isFirst = _isFirst;
        bool reviews = isFirst || --_pollsToReview < 0;

        // What waits has been announced, by this host or by the one before.
        bool someWait = reviews && await _waiting.HasMessagesAsync(cancellationToken);
        FinishedVersions? finished = isFirst || (reviews && !someWait)
            ? await FinishedVersions.ListAsync(route, storage, rejectionStore, cancellationToken)
            : null;
        List<BlobItem> due = await FindDueAsync(finished, cancellationToken);
        if (!(isFirst && someWait))
        {
            await AnnounceAsync(due, cancellationToken);
        }

        due.ForEach(blob => announced.MarkAnnounced(BlobVersion.Of(blob)));
        _isFirst = false;
        _pollsToReview = reviews ? PollsPerReview : _pollsToReview;
        return announced.Count;
    }

    private async Task<List<BlobItem>> FindDueAsync(FinishedVersions? finished, CancellationToken cancellationToken)
    {
        List<BlobItem> due = [];
        HashSet<ulong> listed = [];
        foreach (BlobItem blob in await listing.ListAsync(route.Source, afresh: finished is not null, cancellationToken))
        {
            ulong version = BlobVersion.Of(blob);
            listed.Add(version);
            if (await IsDueAsync(blob, version, finished, cancellationToken))
            {
                due.Add(blob);
            }
        }

        announced.Keep(listed);
        return due;
    }

    private async Task<bool> IsDueAsync(BlobItem blob, ulong version, FinishedVersions? finished, CancellationToken cancellationToken)
    {
        bool isNew = announced.IsNew(version);
        if (finished is null && !isNew)
        {
            return false;
        }

        bool isUsable = BlobPaths.IsUsableSource(blob.Name);
        if (isNew && !isUsable)
        {
            await rejections.RejectUnusableAsync(route.Source, blob.Name, blob.Properties.ETag, cancellationToken);
        }

        if (!isUsable || finished?.Contains(blob) == true)
        {
            announced.MarkDone(version);
            return false;
        }

        string name = $"{route.Source}/{blob.Name}";
        bool isOverdue = !isNew && announced.IsOverdue(version) && !inFlight.Contains(name);
        if (isOverdue)
        {
            LogAgain(name, UnquotedETag.Of(blob.Properties.ETag));
        }

        return isNew || isOverdue;
    }

    // Newest first: a photograph that has just been dropped goes before a dataset.
    private Task AnnounceAsync(List<BlobItem> due, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        due.OrderByDescending(blob => blob.Properties.LastModified),
        new ParallelOptions { MaxDegreeOfParallelism = MaxParallelEvents, CancellationToken = cancellationToken },
        async (blob, stop) => await events.PostAsync(route.Source, blob, stop));

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): it has neither output nor rejection, and nothing waits; it is queued again.")]
    private partial void LogAgain(string blob, string eTag);
}
