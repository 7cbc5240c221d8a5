using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Colorize.Cli.Gallery.Album;

/// <summary>
/// Tells a page what changes, as server-sent events. Each event's id is the number of the last change in it, so that a page
/// whose connection broke goes on where it was; a page that knows another run of the server starts anew.
/// </summary>
internal sealed class ChangeStream(AlbumIndex index, AlbumPoller poller, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(200);

    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Answers with events until the page is closed or the server stops.</summary>
    /// <param name="since">The id of the last event that the page knows, if it knows one.</param>
    /// <param name="context">The request.</param>
    public IResult Answer(string? since, HttpContext context)
    {
        string? known = context.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? since;
        return TypedResults.ServerSentEvents(StreamAsync(Parse(known), context.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<AlbumChanges>> StreamAsync(
        long? number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using IDisposable page = poller.Open();
        string? trouble = null;
        yield return new SseItem<AlbumChanges>(new AlbumChanges(Whole: false, [], []));
        await WaitAsync(poller.FirstPoll, stopped.Token);
        while (!stopped.IsCancellationRequested)
        {
            (AlbumChanges changes, number) = index.Since(number);
            trouble = poller.Trouble;
            yield return new SseItem<AlbumChanges>(changes with { Trouble = trouble }) { EventId = $"{_run}-{number}" };
            await WaitAsync(Task.Delay(MinPause, stopped.Token), stopped.Token);
            await WaitAsync(index.WaitAsync(number.Value, Heartbeat, stopped.Token), stopped.Token);
        }
    }

    // The end of a stream is no error: it is how every page that is closed leaves.
    private static async Task WaitAsync(Task task, CancellationToken cancellationToken) =>
        await task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private long? Parse(string? known) =>
        known is not null && known.Split('-') is [string run, string number] && run == _run
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long parsed)
            ? parsed
            : null;
}
