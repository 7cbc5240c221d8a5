using Colorize.Tests.Faults;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class StopTests(Emulator emulator)
{
    // Beyond the time that the functions are given; a process that hangs takes for ever.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Told_to_stop_it_finishes_what_is_in_work_and_leaves_the_rest()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using Backlog backlog = await Backlog.DropAsync(account, photographs: 100);
        await using (FunctionsProcess stopped = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString))
        {
            await backlog.WaitForAsync(0.125);
            await AssertStopsAsync(stopped);
            Assert.DoesNotContain(stopped.Lines, line => line.Contains("this try failed", StringComparison.Ordinal));
        }

        await backlog.AssertSomeWaitAsync();
        await using FunctionsProcess startedAgain = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await backlog.AssertAllArriveAsync();
    }

    [Fact]
    public async Task What_cannot_be_finished_in_time_is_left_for_the_next_one()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using Backlog backlog = await Backlog.DropAsync(account, photographs: 20);
        StalledOutputs stalled = new();
        using FaultyConnection blobs = new(emulator.BlobPort, stalled);
        using FaultyConnection queues = new(emulator.QueuePort);
        await using (FunctionsProcess stopped = await FunctionsProcess.StartAndWaitAsync(
            emulator.Through(account, blobs, queues), ("Colorize__StopTime", "00:00:05")))
        {
            await stalled.Reached;
            await AssertStopsAsync(stopped);
        }

        await using FunctionsProcess next = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await backlog.AssertAllArriveAsync();
    }

    [Fact]
    public async Task It_ends_in_its_time_though_storage_is_gone()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using Backlog backlog = await Backlog.DropAsync(account, photographs: 20);
        using FaultyConnection blobs = new(emulator.BlobPort);
        using FaultyConnection queues = new(emulator.QueuePort);
        await using (FunctionsProcess stopped = await FunctionsProcess.StartAndWaitAsync(
            emulator.Through(account, blobs, queues), ("Colorize__StopTime", "00:00:05")))
        {
            await backlog.WaitForAsync(0.125);
            blobs.Break();
            queues.Break();
            await AssertStopsAsync(stopped);
        }

        await using FunctionsProcess next = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await backlog.AssertAllArriveAsync();
    }

    private static async Task AssertStopsAsync(FunctionsProcess functions)
    {
        functions.Terminate();
        int code = await functions.WaitForEndAsync(Timeout);
        Assert.True(code == 0, $"It ended with {code}: {string.Join('\n', functions.Lines)}");
    }
}
