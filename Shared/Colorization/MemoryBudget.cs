using System.Diagnostics.Metrics;
using Colorize.Telemetry;

namespace Colorize.Colorization;

/// <summary>
/// Bounds the memory of the images in work, whatever their number: small ones go side by side, large ones wait for room, and one that is
/// larger than the whole budget goes alone. First come, first served, so that a large image is not overtaken for ever.
/// </summary>
/// <param name="bytes">The budget.</param>
public sealed class MemoryBudget(long bytes)
{
    /// <summary>The name of the sum of the room that is held, in bytes.</summary>
    public const string Held = "colorize.decoded_bytes_in_flight";

    private static readonly UpDownCounter<long> HeldBytes =
        ColorizeTelemetry.Meter.CreateUpDownCounter<long>(Held, "By", "Decoded pixels in memory, over all images in work.");

    private readonly Lock _lock = new();
    private readonly Queue<Waiter> _waiters = new();
    private long _used;

    /// <summary>Waits for room, and holds it until the result is disposed.</summary>
    /// <param name="wanted">Bytes that an image needs.</param>
    /// <param name="cancellationToken">Gives up the place in the queue.</param>
    public async Task<IDisposable> AcquireAsync(long wanted, CancellationToken cancellationToken)
    {
        long share = Math.Min(wanted, bytes);
        var waiter = new Waiter(share);
        lock (_lock)
        {
            _waiters.Enqueue(waiter);
            Admit();
        }

        await using CancellationTokenRegistration registration = cancellationToken.Register(() => Abandon(waiter, cancellationToken));
        await waiter.Admitted.Task;
        return new Share(this, share);
    }

    private void Admit()
    {
        while (_waiters.TryPeek(out Waiter? first) && (first.Admitted.Task.IsCompleted || _used + first.Bytes <= bytes))
        {
            _waiters.Dequeue();
            if (first.Admitted.TrySetResult())
            {
                _used += first.Bytes;
                HeldBytes.Add(first.Bytes);
            }
        }
    }

    private void Abandon(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            waiter.Admitted.TrySetCanceled(cancellationToken);
            Admit();
        }
    }

    private void Release(long share)
    {
        lock (_lock)
        {
            _used -= share;
            HeldBytes.Add(-share);
            Admit();
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes => bytes;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Share(MemoryBudget budget, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose() => budget.Release(Interlocked.Exchange(ref _bytes, 0));
    }
}
