using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class StopTests(Emulator emulator)
{
    [Fact]
    public async Task Told_to_stop_it_finishes_what_is_in_work_and_leaves_the_rest()
    {
        TestAccount account = await emulator.NewAccountAsync();
        Backlog backlog = await Backlog.DropAsync(account);
        await using (FunctionsProcess stopped = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString))
        {
            await backlog.WaitUntilSomeAreDoneAsync();
            stopped.Terminate();
            int code = await stopped.WaitForEndAsync(TimeSpan.FromSeconds(30));
            Assert.True(code == 0, $"It ended with {code}: {string.Join('\n', stopped.Lines)}");
            Assert.DoesNotContain(stopped.Lines, line => line.Contains("this try failed", StringComparison.Ordinal));
        }

        await using FunctionsProcess startedAgain = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await backlog.AssertAllArriveAsync();
    }
}
