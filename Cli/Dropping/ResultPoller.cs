using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Status;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>
/// Waits for dropped photographs to come back, in colour or rejected. It asks by listing, with what their names have in
/// common, so that many photographs cost as few requests as one.
/// </summary>
/// <param name="storage">The storage account.</param>
/// <param name="time">The clock, to tell what is missing from what waits.</param>
internal sealed class ResultPoller(StorageClients storage, TimeProvider time)
{
    // A poll takes a fifth of the time, so that a large container is not listed all day; one that takes longer than a quarter of
    // MaxDelay takes more of it, since what has come back shall not lie there for minutes.
    private const int DelayFactor = 4;

    private static readonly TimeSpan MinDelay = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);

    private readonly BlobContainerClient _colorized = storage.Container(ContainerNames.Colorized);
    private readonly BlobContainerClient _rejected = storage.Container(ContainerNames.Rejected);
    private readonly BlobContainerClient _sources = storage.Container(ContainerNames.Grayscale);
    private readonly RejectionStore _rejections = new(storage);
    private readonly MissingCutoff _missing = new(storage, time);
    private readonly ConcurrentDictionary<DroppedPhotograph, byte> _pending = [];
    private readonly Dictionary<string, (ETag? ETag, Rejection? Rejection)> _readRejections = new(StringComparer.Ordinal);
    private volatile bool _complete;
    private bool _soughtMissing;
    private long _lastProgress = Stopwatch.GetTimestamp();

    /// <summary>Waits for photographs that have been dropped, and for no others.</summary>
    public IAsyncEnumerable<PhotoResult> WaitAsync(
        IEnumerable<DroppedPhotograph> photographs, TimeSpan timeout, CancellationToken cancellationToken)
    {
        foreach (DroppedPhotograph photograph in photographs)
        {
            Add(photograph);
        }

        Complete();
        return WaitAsync(timeout, cancellationToken);
    }

    /// <summary>One more to wait for.</summary>
    public void Add(DroppedPhotograph photograph)
    {
        _pending[photograph] = 0;
        Volatile.Write(ref _lastProgress, Stopwatch.GetTimestamp());
    }

    /// <summary>There will be no more.</summary>
    public void Complete() => _complete = true;

    /// <summary>Answers each photograph as soon as its fate is known.</summary>
    /// <param name="timeout">How long to go on when nothing comes back.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async IAsyncEnumerable<PhotoResult> WaitAsync(TimeSpan timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!(_complete && (_pending.IsEmpty || Stopwatch.GetElapsedTime(Volatile.Read(ref _lastProgress)) > timeout)))
        {
            long started = Stopwatch.GetTimestamp();
            DateTimeOffset? missingBefore = await FindMissingCutoffAsync(cancellationToken);
            foreach (PhotoResult one in await PollAsync(cancellationToken))
            {
                _pending.TryRemove(one.Dropped, out _);
                Volatile.Write(ref _lastProgress, Stopwatch.GetTimestamp());
                yield return one;
            }

            if (missingBefore is { } before)
            {
                await RenewMissingAsync(before, cancellationToken);
            }

            TimeSpan delay = DelayFactor * Stopwatch.GetElapsedTime(started);
            if (!(_complete && _pending.IsEmpty))
            {
                await Task.Delay(delay < MinDelay ? MinDelay : delay > MaxDelay ? MaxDelay : delay, cancellationToken);
            }
        }

        foreach (DroppedPhotograph late in _pending.Keys.OrderBy(photograph => photograph.Blob, StringComparer.Ordinal))
        {
            Outcome outcome = late.WasMissing ? Outcome.Missing : Outcome.Waiting;
            yield return new PhotoResult(late, outcome, late.Age, TimeoutMessage(late, timeout));
        }
    }

    private static string TimeoutMessage(DroppedPhotograph late, TimeSpan timeout) =>
        $"{(late.WasMissing ? "its result is missing, and was not made again" : "nothing came back")} within {timeout.TotalSeconds:0} s. "
        + $"{ContainerNames.Grayscale}/{late.Blob} stays where it is and is colorized as soon as the functions run ('./colorize up'); "
        + "'./colorize fetch' brings it then.";

    // Once, when all are there; before the results are listed.
    private async Task<DateTimeOffset?> FindMissingCutoffAsync(CancellationToken cancellationToken)
    {
        if (!_complete || _soughtMissing)
        {
            return null;
        }

        _soughtMissing = true;
        return _pending.Keys.Any(photograph => !photograph.IsNew) ? await _missing.FindAsync(cancellationToken) : null;
    }

    // What lay there already, has had its turn, and has neither result nor rejection: it is given another turn.
    private async Task RenewMissingAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (DroppedPhotograph photograph in _pending.Keys.Where(photograph => !photograph.IsNew).ToArray())
        {
            BlobClient source = _sources.GetBlobClient(photograph.Blob);
            if (await source.FindPropertiesAsync(cancellationToken) is { } there
                && there.LastModified < before
                && await source.TryRenewAsync(cancellationToken)
                && await source.FindPropertiesAsync(cancellationToken) is { } renewed
                && _pending.TryRemove(photograph, out _))
            {
                Add(photograph with { ETag = UnquotedETag.Of(renewed.ETag), WasMissing = true });
            }
        }
    }

    private async Task<IReadOnlyList<PhotoResult>> PollAsync(CancellationToken cancellationToken)
    {
        // Two files of one content and name are one blob.
        ILookup<string, DroppedPhotograph> pending = _pending.Keys.ToLookup(photograph => photograph.Blob, StringComparer.Ordinal);
        if (pending.Count == 0)
        {
            return [];
        }

        string prefix = CommonPrefix.Of(pending.Select(group => group.Key));
        Task<List<PhotoResult>> colorized = ColorizedAsync(pending, prefix, cancellationToken);
        Task<List<PhotoResult>> rejected = RejectedAsync(pending, prefix, cancellationToken);
        await Task.WhenAll(colorized, rejected);
        List<PhotoResult> back = await colorized;
        back.AddRange((await rejected).ExceptBy(back.Select(one => one.Dropped), one => one.Dropped));
        return back;
    }

    private async Task<List<PhotoResult>> ColorizedAsync(
        ILookup<string, DroppedPhotograph> pending, string prefix, CancellationToken cancellationToken)
    {
        List<PhotoResult> back = [];
        await foreach (BlobItem item in _colorized.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken))
        {
            item.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? source);
            back.AddRange(pending[item.Name].Where(photograph => photograph.ETag == source).Select(photograph => new PhotoResult(
                photograph,
                Outcome.Colorized,
                photograph.Age,
                Result: _colorized.GetBlobClient(item.Name),
                ETag: UnquotedETag.Of(item.Properties.ETag),
                Metadata: ResultMetadata.From(item.Metadata))));
        }

        return back;
    }

    private async Task<List<PhotoResult>> RejectedAsync(
        ILookup<string, DroppedPhotograph> pending, string prefix, CancellationToken cancellationToken)
    {
        Dictionary<string, string> names = pending.ToDictionary(
            group => BlobPaths.Rejection(ContainerNames.Grayscale, group.Key), group => group.Key);
        List<PhotoResult> back = [];
        string among = $"{ContainerNames.Grayscale}/{prefix}";
        await foreach (BlobItem item in _rejected.GetBlobsAsync(BlobTraits.None, BlobStates.None, among, cancellationToken))
        {
            if (!names.TryGetValue(item.Name, out string? blob))
            {
                continue;
            }

            // One of another version stays there for long, and is read once.
            if (!_readRejections.TryGetValue(item.Name, out (ETag? ETag, Rejection? Rejection) read) || read.ETag != item.Properties.ETag)
            {
                read = (item.Properties.ETag, await _rejections.FindAsync(ContainerNames.Grayscale, blob, cancellationToken));
                _readRejections[item.Name] = read;
            }

            back.AddRange(pending[blob].Where(photograph => photograph.ETag == read.Rejection?.SourceETag)
                .Select(photograph => new PhotoResult(
                    photograph, Outcome.Rejected, photograph.Age, MessageOf(read.Rejection!, photograph))));
        }

        return back;
    }

    private static string MessageOf(Rejection rejection, DroppedPhotograph photograph) => photograph.IsNew
        ? rejection.Message
        : $"{rejection.Message} (As before; './colorize retry' tries it again.)";
}
