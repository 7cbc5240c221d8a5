using Colorize.Imaging;
using Polly;
using Polly.Retry;

namespace Colorize.Functions.Delivery;

/// <summary>
/// Tries a delivery again after a failure that may pass, with pauses that grow, for as long as the settings say. The host's own
/// tries follow each other at once: without these pauses, five of them would be over in a second.
/// </summary>
internal sealed class DeliveryRetry
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);

    private static readonly ResiliencePropertyKey<Attempts> AttemptsKey = new(nameof(Attempts));

    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly Func<bool> _isStopping;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="limit">How long after its beginning a delivery is tried again; zero tries once.</param>
    /// <param name="isStopping">Whether the host has been asked to stop, and what waits is better left to another.</param>
    /// <param name="time">The clock.</param>
    public DeliveryRetry(TimeSpan limit, Func<bool> isStopping, TimeProvider time)
    {
        _limit = limit;
        _isStopping = isStopping;
        _time = time;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(ShouldRetry(arguments.Outcome.Exception, arguments.Context)),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = MaxDelay,
            OnRetry = arguments =>
            {
                Of(arguments.Context).OnRetry(arguments.Outcome.Exception!, arguments.RetryDelay);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>Runs a delivery until it succeeds, fails for good, or its time is over.</summary>
    /// <param name="tryAsync">One try.</param>
    /// <param name="onRetry">Hears of each failure that is followed by another try, and of the pause before it.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task RunAsync(
        Func<CancellationToken, ValueTask> tryAsync, Action<Exception, TimeSpan> onRetry, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(AttemptsKey, new Attempts(_time.GetTimestamp(), onRetry));
        try
        {
            await _pipeline.ExecuteAsync(running => tryAsync(running.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool ShouldRetry(Exception? exception, ResilienceContext context) =>
        exception is not (null or ImageRejectedException)
        && !context.CancellationToken.IsCancellationRequested
        && !_isStopping()
        && _time.GetElapsedTime(Of(context).Started) < _limit;

    private static Attempts Of(ResilienceContext context) => context.Properties.GetValue(AttemptsKey, null!);

    private sealed record Attempts(long Started, Action<Exception, TimeSpan> OnRetry);
}
