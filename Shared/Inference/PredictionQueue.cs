using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Colorize.Inference;

/// <summary>
/// Lets many callers share the networks: requests wait in a bounded queue, and one reader takes them through the networks
/// in batches. A request that finds the networks idle starts at once; while they are busy, a batch that is not full waits
/// for more, but not for long.
/// </summary>
internal sealed class PredictionQueue : IAsyncDisposable
{
    private readonly Channel<PredictionRequest> _queue;
    private readonly BatchRunner _runner;
    private readonly SessionFactory _sessions;
    private readonly InferenceOptions _options;
    private readonly TimeProvider _time;
    private readonly Task _reader;

    /// <summary>Starts the reader.</summary>
    public PredictionQueue(
        BatchRunner runner, SessionFactory sessions, IOptions<InferenceOptions> options, InferenceMetrics metrics, TimeProvider time)
    {
        _runner = runner;
        _sessions = sessions;
        _options = options.Value;
        _time = time;
        _queue = Channel.CreateBounded<PredictionRequest>(_options.QueueCapacity);
        metrics.ObserveQueue(() => _queue.Reader.Count);
        _reader = Task.Run(ReadAsync);
    }

    /// <summary>Waits for a place in the queue, and then for the answer.</summary>
    /// <exception cref="ObjectDisposedException">The queue has been closed.</exception>
    public async Task<ChromaPrediction> PredictAsync(PhotoInput photo, CancellationToken cancellationToken)
    {
        var request = new PredictionRequest(photo);
        try
        {
            await _queue.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(PredictionQueue));
        }

        await using CancellationTokenRegistration takeBack = cancellationToken.UnsafeRegister(
            static (state, token) => ((PredictionRequest)state!).TryCancel(token), request);
        return await request.Answer;
    }

    /// <summary>Takes no more requests, and answers those that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _reader;
    }

    private async Task ReadAsync()
    {
        List<PredictionRequest> batch = new(_sessions.MaxBatch);
        while (await FillAsync(batch))
        {
            batch.RemoveAll(request => !request.TryTake());
            _runner.Run(batch);
            batch.Clear();
        }
    }

    /// <summary>Fills a batch; <see langword="false"/> when the queue is closed and empty.</summary>
    private async ValueTask<bool> FillAsync(List<PredictionRequest> batch)
    {
        bool wasIdle = !TakeWaiting(batch);
        if (wasIdle)
        {
            if (!await _queue.Reader.WaitToReadAsync())
            {
                return false;
            }

            TakeWaiting(batch);
        }
        else if (batch.Count < _sessions.MaxBatch && _options.BatchWait > TimeSpan.Zero)
        {
            await WaitForMoreAsync(batch);
        }

        return true;
    }

    private async Task WaitForMoreAsync(List<PredictionRequest> batch)
    {
        var deadline = Task.Delay(_options.BatchWait, _time);
        while (batch.Count < _sessions.MaxBatch)
        {
            Task<bool> more = _queue.Reader.WaitToReadAsync().AsTask();
            if (await Task.WhenAny(more, deadline) == deadline || !await more)
            {
                return;
            }

            TakeWaiting(batch);
        }
    }

    private bool TakeWaiting(List<PredictionRequest> batch)
    {
        while (batch.Count < _sessions.MaxBatch && _queue.Reader.TryRead(out PredictionRequest? request))
        {
            batch.Add(request);
        }

        return batch.Count > 0;
    }
}
