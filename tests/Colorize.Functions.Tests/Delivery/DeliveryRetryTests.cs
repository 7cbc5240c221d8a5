using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Microsoft.Extensions.Time.Testing;

namespace Colorize.Tests.Delivery;

public sealed class DeliveryRetryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly List<TimeSpan> _pauses = [];
    private bool _isStopping;

    [Fact]
    public async Task A_failure_that_passes_is_survived()
    {
        int tries = 0;

        await RunAsync(() => ++tries < 4 ? new TimeoutException("storage is away") : null);

        Assert.Equal(4, tries);
    }

    [Fact]
    public async Task A_failure_that_lasts_is_thrown_when_its_time_is_over_and_the_pauses_grow()
    {
        int tries = 0;

        await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(() => new TimeoutException($"try {++tries}")));

        Assert.InRange(tries, 5, 40);
        TimeSpan total = TimeSpan.FromTicks(_pauses.Sum(pause => pause.Ticks));
        Assert.InRange(total, Limit, Limit + TimeSpan.FromSeconds(20));
        Assert.True(_pauses.Take(3).Max() < _pauses.Skip(3).Max(), "The pauses do not grow.");
        Assert.All(_pauses, pause => Assert.InRange(pause, TimeSpan.Zero, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task What_can_never_be_processed_is_not_tried_again()
    {
        int tries = 0;

        await Assert.ThrowsAsync<ImageRejectedException>(() => RunAsync(() =>
        {
            tries++;
            return new ImageRejectedException(RejectionReason.Corrupt, "damaged");
        }));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task A_host_that_stops_leaves_it_to_another()
    {
        int tries = 0;
        _isStopping = true;

        await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(() => new TimeoutException($"try {++tries}")));

        Assert.Equal(1, tries);
    }

    // The clock moves on whenever a pause begins, by that pause.
    private async Task RunAsync(Func<Exception?> tryOnce)
    {
        DeliveryRetry retry = new(Limit, () => _isStopping, _time);
        Task running = retry.RunAsync(
            _ => tryOnce() is { } failure ? throw failure : ValueTask.CompletedTask,
            (_, pause) => _pauses.Add(pause),
            TestContext.Current.CancellationToken);
        while (!running.IsCompleted)
        {
            if (_pauses.Count > 0)
            {
                _time.Advance(_pauses[^1]);
            }

            await Task.Yield();
        }

        await running;
    }
}
