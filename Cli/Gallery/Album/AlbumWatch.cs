using System.Diagnostics;
using Azure;
using Azure.Identity;
using Colorize.Cli.Status;
using Microsoft.Extensions.Hosting;

namespace Colorize.Cli.Gallery.Album;

/// <summary>
/// Keeps the index up to date while a page is open, and does nothing while none is. A look at the containers is followed by a
/// pause that is many times as long as the look, so that thousands of photographs cost no more than ten.
/// </summary>
/// <param name="listing">Lists the containers.</param>
/// <param name="probe">Asks for single photographs.</param>
/// <param name="index">What it keeps up to date.</param>
/// <param name="pace">How often it looks.</param>
/// <param name="missed">Tells what is missing from what waits.</param>
internal sealed class AlbumWatch(AlbumListing listing, AlbumProbe probe, AlbumIndex index, WatchPace pace, MissedTurns missed)
    : BackgroundService
{
    private const int MaxProbed = 16;

    private static readonly TimeSpan BetweenUploads = TimeSpan.FromSeconds(1);

    private readonly Signal _news = new();
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pages;
    private long _lookEnded = Stopwatch.GetTimestamp();
    private TimeSpan _lookTook;
    private int _looks;
    private long _uploaded;

    /// <summary>Why storage could not be asked the last time, in a line; null if it could.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Ends when storage was asked for the first time.</summary>
    public Task Looked => _looked.Task;

    /// <summary>Counts a page that is open, until it is disposed, and looks at once.</summary>
    public IDisposable Open()
    {
        Interlocked.Increment(ref _pages);
        Notice();
        return new OpenPage(this);
    }

    /// <summary>Tells that something may have changed.</summary>
    public void Notice() => _news.Set();

    /// <summary>Tells that a photograph was uploaded here, which the index knows.</summary>
    public void NoticeUpload() => Volatile.Write(ref _uploaded, Environment.TickCount64);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool noticed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            noticed |= await _news.WaitAsync(_pages == 0 ? Timeout.InfiniteTimeSpan : WatchPace.MinPause, stoppingToken);
            if (_pages > 0)
            {
                noticed = !await TryLookAsync(noticed, stoppingToken) && noticed;
            }
        }
    }

    /// <returns>Whether the containers were listed, rather than left for later.</returns>
    private async Task<bool> TryLookAsync(bool noticed, CancellationToken cancellationToken)
    {
        IReadOnlyList<AlbumEntry> waiting = index.Waiting();
        bool uploading = Environment.TickCount64 - Volatile.Read(ref _uploaded) < BetweenUploads.TotalMilliseconds;
        try
        {
            bool due = _looks == 0 || Stopwatch.GetElapsedTime(_lookEnded) > pace.Between(_lookTook, noticed, waiting.Count > 0, uploading);
            if (due)
            {
                DateTimeOffset? missedBefore = waiting.Count > 0 ? await missed.BeforeAsync(cancellationToken) : null;
                bool whole = noticed || waiting.Count > 0 || _looks % WatchPace.WholeLookEvery == 0;
                await LookAsync(whole, missedBefore, cancellationToken);
            }
            else if (!uploading && waiting.Count is > 0 and <= MaxProbed && (noticed || !pace.TellsOfChanges))
            {
                await probe.AskAsync(waiting, cancellationToken);
            }

            Trouble = null;
            return due;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            Trouble = StorageTrouble.InWords(exception);
            return false;
        }
        finally
        {
            _looked.TrySetResult();
        }
    }

    private async Task LookAsync(bool whole, DateTimeOffset? missedBefore, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        long begun = index.Number;
        IReadOnlyCollection<AlbumSource> sources = await listing.SourcesAsync(cancellationToken);
        index.Take(
            begun,
            sources,
            whole ? await listing.ResultsAsync(cancellationToken) : null,
            whole ? await listing.RejectionsAsync(cancellationToken) : null,
            missedBefore);
        _lookTook = Stopwatch.GetElapsedTime(started);
        _lookEnded = Stopwatch.GetTimestamp();
        _looks++;
    }

    private sealed class OpenPage(AlbumWatch watch) : IDisposable
    {
        private int _open = 1;

        public void Dispose() => Interlocked.Add(ref watch._pages, -Interlocked.Exchange(ref _open, 0));
    }
}
