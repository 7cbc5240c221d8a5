using Colorize.Tests.Faults;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

/// <summary>Storage that works, but badly.</summary>
public sealed class BadStorageTests(Emulator emulator)
{
    private const int Seed = 1;

    [Fact]
    public Task Slow_storage_on_a_thin_line_delays_photographs_and_loses_none() => AssertAllArriveAsync(
        new SlowStorage(Seed, TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(800), bytesPerSecond: 64 << 10), photographs: 16);

    [Fact]
    public async Task Connections_that_break_in_the_middle_lose_no_photograph_and_leave_no_half_of_one()
    {
        BrokenConnections broken = new(Seed, share: 0.1);
        await AssertAllArriveAsync(broken, photographs: 40);
        Assert.True(broken.Broken > 20, $"Only {broken.Broken} connections broke.");
    }

    [Fact]
    public async Task Storage_that_turns_requests_away_loses_no_photograph()
    {
        BusyStorage busy = new(Seed, share: 0.15);
        await AssertAllArriveAsync(busy, photographs: 40);
        Assert.True(busy.TurnedAway > 20, $"Only {busy.TurnedAway} requests were turned away.");
    }

    private async Task AssertAllArriveAsync(IFault fault, int photographs)
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using Backlog backlog = await Backlog.DropAsync(account, photographs);
        using FaultyConnection blobs = new(emulator.BlobPort, fault);
        using FaultyConnection queues = new(emulator.QueuePort, fault);
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(emulator.Through(account, blobs, queues));

        await backlog.AssertAllArriveAsync();
    }
}
