using System.Collections.Concurrent;
using System.Threading.Channels;
using Colorize.Cli.Dropping.Reports;
using Colorize.Cli.Dropping.Results;
using Colorize.Cli.Dropping.Uploads;
using Colorize.Cli.Files;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>
/// Drops photographs and brings their results, all at once: while some are uploaded others come back. Names and places are
/// given out one after the other, in the order of the photographs.
/// </summary>
internal sealed class DropRun(StorageClients storage, ResultFolder results, DropSettings settings, DropReport report)
{
    private const int MaxDownloads = 4;

    private readonly PhotoDrop _drop = new(storage, settings.Preferences);
    private readonly ResultPoller _poller = new(storage, TimeProvider.System);
    private readonly ConcurrentDictionary<Photograph, ResultTarget> _targets = [];

    /// <summary>Does it.</summary>
    /// <exception cref="PlainErrorException">A result cannot be written; what came before is there.</exception>
    public async Task RunAsync(IReadOnlyList<Photograph> photographs, CancellationToken cancellationToken)
    {
        await _drop.PrefetchAsync(photographs, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<Read> read = Channel.CreateBounded<Read>(PhotoDrop.MaxAtOnce);
        Channel<PhotoResult> back = Channel.CreateUnbounded<PhotoResult>();
        Task[] work =
        [
            ReadAsync(photographs, read.Writer, stop.Token),
            UploadAsync(read.Reader, stop.Token),
            WatchAsync(back.Writer, stop.Token),
            .. Enumerable.Range(0, MaxDownloads).Select(_ => DownloadAsync(back.Reader, stop.Token)),
        ];
        await AllOrNoneAsync(work, stop);
    }

    // The first that fails stops the others, and is what is told.
    private static async Task AllOrNoneAsync(Task[] work, CancellationTokenSource stop)
    {
        await foreach (Task one in Task.WhenEach(work))
        {
            if (!one.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
                await Task.WhenAll(work).ContinueWith(
                    static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                await one;
            }
        }
    }

    private async Task ReadAsync(IReadOnlyList<Photograph> photographs, ChannelWriter<Read> read, CancellationToken cancellationToken)
    {
        foreach (Photograph photograph in photographs)
        {
            try
            {
                byte[] content = await photograph.ReadAsync(cancellationToken);
                ResultTarget target = await results.ReserveAsync(photograph.Name, ContentHash.Sha256(content), cancellationToken);
                await read.WriteAsync(new Read(photograph, content, target), cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                report.AddUnreadable(photograph, $"cannot be read: {WriteError.ReasonOf(exception)}.");
            }
        }

        read.Complete();
    }

    private async Task UploadAsync(ChannelReader<Read> read, CancellationToken cancellationToken)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = PhotoDrop.MaxAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(read.ReadAllAsync(cancellationToken), options, async (one, stopped) =>
        {
            DroppedPhotograph dropped = await _drop.DropAsync(one.Photograph, one.Content, stopped);
            _targets[dropped.Photograph] = one.Target;
            report.AddUpload();
            _poller.Add(dropped);
        });
        _poller.Complete();
    }

    private async Task WatchAsync(ChannelWriter<PhotoResult> back, CancellationToken cancellationToken)
    {
        await foreach (PhotoResult photograph in _poller.WaitAsync(settings.Timeout, cancellationToken))
        {
            await back.WriteAsync(photograph, cancellationToken);
        }

        back.Complete();
    }

    private async Task DownloadAsync(ChannelReader<PhotoResult> back, CancellationToken cancellationToken)
    {
        await foreach (PhotoResult photograph in back.ReadAllAsync(cancellationToken))
        {
            ResultTarget target = _targets[photograph.Dropped.Photograph];
            string? saved = null;
            bool wasThere = photograph.Result is not null && target.Earlier?.ETag == photograph.ETag;
            if (photograph.Result is { } blob)
            {
                saved = wasThere
                    ? target.Path
                    : await results.SaveAsync(
                        target, photograph.ETag, (draft, stopped) => blob.DownloadToAsync(draft, stopped), cancellationToken);
            }

            report.Add(photograph with { Notes = NotesOn(photograph) }, saved, wasThere);
        }
    }

    // What came otherwise than one would think.
    private List<string>? NotesOn(PhotoResult photograph)
    {
        List<string> notes = [];
        if (photograph.Dropped.WasMissing)
        {
            notes.Add("its result was missing and was made again");
        }

        if (photograph.Metadata is { } result && result.Unmet(settings.Preferences) is { } unmet)
        {
            notes.Add(unmet);
        }

        return notes.Count > 0 ? notes : null;
    }

    /// <summary>A photograph in memory, and where its result goes.</summary>
    private sealed record Read(Photograph Photograph, byte[] Content, ResultTarget Target);
}
