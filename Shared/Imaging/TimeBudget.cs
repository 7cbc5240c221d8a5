using System.Diagnostics;

namespace Colorize.Imaging;

/// <summary>
/// The time that a photograph may take: decoding, painting and encoding together, over all its pages. Waiting for room and for the networks
/// does not count.
/// </summary>
/// <param name="name">The name to use in messages.</param>
/// <param name="limit">The time.</param>
internal sealed class TimeBudget(string name, TimeSpan limit)
{
    private TimeSpan _used;

    /// <summary>The time, whatever of it is used.</summary>
    public TimeSpan Limit => limit;

    /// <summary>Does a part of the work in what is left of the time.</summary>
    /// <param name="work">The work, which is to stop when its token says so, with any exception.</param>
    /// <param name="cancellationToken">Stops the work for another reason than time.</param>
    /// <exception cref="ImageRejectedException">The time is used up.</exception>
    public T Spend<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TimeSpan left = limit - _used;
        deadline.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        long start = Stopwatch.GetTimestamp();
        try
        {
            return work(deadline.Token);
        }
        catch (Exception exception) when (deadline.IsCancellationRequested && exception is not ImageRejectedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ImageRejectedException(
                RejectionReason.TooSlow,
                $"{name} took longer than {limit.TotalSeconds:N0} s to decode and encode (Colorize__Limits__ProcessingTime). Upload a "
                    + "smaller version.");
        }
        finally
        {
            _used += Stopwatch.GetElapsedTime(start);
        }
    }
}
