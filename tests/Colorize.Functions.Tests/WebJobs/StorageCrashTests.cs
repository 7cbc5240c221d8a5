using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class StorageCrashTests
{
    /// <summary>
    /// An emulator that is killed forgets what it has accepted in its last five seconds, of the blobs and of the queues
    /// apart: outputs are gone whose messages are gone too. Azure Storage does not do so.
    /// </summary>
    [Fact]
    public async Task Storage_that_is_killed_and_forgets_its_last_seconds_loses_no_photograph_that_it_still_has()
    {
        await using Azurite azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);
        TestAccount account = await TestAccount.CreateAsync(azurite.TakeAccount());
        await using Backlog backlog = await Backlog.DropAsync(account, photographs: 100);
        await azurite.WaitUntilSavedAsync(backlog.Last);
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(
            account.ConnectionString, ("Colorize__WatchInterval", "00:00:00.2"));
        await backlog.WaitForAsync(0.25);

        azurite.Kill();
        await azurite.StartAgainAsync(TestContext.Current.CancellationToken);

        await backlog.AssertAllArriveAsync();
        Assert.False(functions.HasEnded, string.Join('\n', functions.Lines));
    }
}
