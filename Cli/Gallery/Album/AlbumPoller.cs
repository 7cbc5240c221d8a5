using System.Diagnostics;
using Colorize.Cli.Status;
using Microsoft.Extensions.Hosting;

namespace Colorize.Cli.Gallery.Album;

/// <summary>
/// Keeps the index up to date while a page is open, and does nothing while none is. Each poll of the containers is followed by a
/// delay that is many times as long as the poll, so that thousands of photographs cost no more than ten.
/// </summary>
/// <param name="listing">Lists the containers.</param>
/// <param name="probe">Asks for single photographs.</param>
/// <param name="index">What it keeps up to date.</param>
/// <param name="schedule">How often it polls.</param>
/// <param name="missing">Tells what is missing from what waits.</param>
internal sealed class AlbumPoller(AlbumListing listing, AlbumProbe probe, AlbumIndex index, PollSchedule schedule, MissingCutoff missing)
    : BackgroundService
{
    private const int MaxProbed = 16;

    private static readonly TimeSpan BetweenUploads = TimeSpan.FromSeconds(1);

    private readonly Signal _requested = new();
    private readonly TaskCompletionSource _firstPoll = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pages;
    private long _lastPollEnded = Stopwatch.GetTimestamp();
    private TimeSpan _lastPollTook;
    private int _polls;
    private long _lastUpload;

    /// <summary>Why storage could not be asked the last time, in a line; null if it could.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Ends when storage was asked for the first time.</summary>
    public Task FirstPoll => _firstPoll.Task;

    /// <summary>Counts a page that is open, until it is disposed, and polls at once.</summary>
    public IDisposable Open()
    {
        Interlocked.Increment(ref _pages);
        RequestPoll();
        return new OpenPage(this);
    }

    /// <summary>Tells that something may have changed.</summary>
    public void RequestPoll() => _requested.Set();

    /// <summary>Tells that a photograph was uploaded here, which the index knows.</summary>
    public void RecordUpload() => Volatile.Write(ref _lastUpload, Environment.TickCount64);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool requested = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            requested |= await _requested.WaitAsync(_pages == 0 ? Timeout.InfiniteTimeSpan : PollSchedule.MinDelay, stoppingToken);
            if (_pages > 0)
            {
                requested = !await TryPollAsync(requested, stoppingToken) && requested;
            }
        }
    }

    /// <returns>Whether the containers were listed, rather than left for later.</returns>
    private async Task<bool> TryPollAsync(bool requested, CancellationToken cancellationToken)
    {
        IReadOnlyList<AlbumEntry> waiting = index.Waiting();
        bool uploading = Environment.TickCount64 - Volatile.Read(ref _lastUpload) < BetweenUploads.TotalMilliseconds;
        try
        {
            TimeSpan delay = schedule.DelayAfter(_lastPollTook, requested, waits: waiting.Count > 0, uploading);
            bool due = _polls == 0 || Stopwatch.GetElapsedTime(_lastPollEnded) > delay;
            if (due)
            {
                DateTimeOffset? missingBefore = waiting.Count > 0 ? await missing.FindAsync(cancellationToken) : null;
                bool whole = requested || waiting.Count > 0 || _polls % PollSchedule.WholePollEvery == 0;
                await PollAsync(whole, missingBefore, cancellationToken);
            }
            else if (!uploading && waiting.Count is > 0 and <= MaxProbed && (requested || !schedule.Notifies))
            {
                await probe.ProbeAsync(waiting, cancellationToken);
            }

            Trouble = null;
            return due;
        }
        catch (Exception exception) when (StorageErrorMessage.IsIn(exception))
        {
            Trouble = StorageErrorMessage.Of(exception);
            return false;
        }
        finally
        {
            _firstPoll.TrySetResult();
        }
    }

    private async Task PollAsync(bool whole, DateTimeOffset? missingBefore, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        long begun = index.Number;
        IReadOnlyCollection<AlbumSource> sources = await listing.SourcesAsync(cancellationToken);
        index.Take(
            begun,
            sources,
            whole ? await listing.ResultsAsync(cancellationToken) : null,
            whole ? await listing.RejectionsAsync(cancellationToken) : null,
            missingBefore);
        _lastPollTook = Stopwatch.GetElapsedTime(started);
        _lastPollEnded = Stopwatch.GetTimestamp();
        _polls++;
    }

    private sealed class OpenPage(AlbumPoller poller) : IDisposable
    {
        private int _open = 1;

        public void Dispose() => Interlocked.Add(ref poller._pages, -Interlocked.Exchange(ref _open, 0));
    }
}
