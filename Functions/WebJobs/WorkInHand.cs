namespace Colorize.Functions.WebJobs;

/// <summary>Counts what must not be cut off when the process stops: functions that run, and messages that are being settled.</summary>
public sealed class WorkInHand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // Between a function's end and the settling of its message the engine does this and that.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private int _count;

    /// <summary>Runs a piece of work and counts it while it runs.</summary>
    public async Task DoAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Interlocked.Increment(ref _count);
        try
        {
            await work();
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Waits until nothing has run for a moment.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        TimeSpan quiet = TimeSpan.Zero;
        while (quiet < Quiet)
        {
            await Task.Delay(Look, cancellationToken);
            quiet = Volatile.Read(ref _count) == 0 ? quiet + Look : TimeSpan.Zero;
        }
    }
}
