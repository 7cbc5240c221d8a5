using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class KillTests(Emulator emulator)
{
    [Fact]
    public async Task Killed_in_the_middle_and_started_again_it_finishes_all()
    {
        TestAccount account = await emulator.NewAccountAsync();
        Backlog backlog = await Backlog.DropAsync(account);
        await using (FunctionsProcess killed = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString))
        {
            await backlog.WaitUntilSomeAreDoneAsync();
            killed.Kill();
        }

        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await backlog.AssertAllArriveAsync();
    }
}
