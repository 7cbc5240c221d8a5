using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class KillTests(Emulator emulator)
{
    [Fact]
    public async Task Killed_in_the_middle_and_started_again_it_finishes_all()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using Backlog backlog = await Backlog.DropAsync(account, photographs: 200);
        await using (FunctionsProcess killed = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString))
        {
            await backlog.WaitForAsync(0.125);
            killed.Kill();
        }

        await backlog.AssertSomeWaitAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await backlog.AssertAllArriveAsync();
    }

    [Fact]
    public async Task Of_three_that_share_the_work_one_is_killed_and_the_others_finish_it()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using Backlog backlog = await Backlog.DropAsync(account, photographs: 150);
        FunctionsProcess[] all = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => FunctionsProcess.StartAndWaitAsync(account.ConnectionString)));
        await using FunctionsProcess killed = all[0];
        await using FunctionsProcess second = all[1];
        await using FunctionsProcess third = all[2];
        await TestAccount.WaitAsync("an output of each", () => Task.FromResult(all.All(HasDoneSome) ? all : null));

        killed.Kill();

        await backlog.AssertSomeWaitAsync();
        await backlog.AssertAllArriveAsync();
        Assert.All([second, third], functions => Assert.False(functions.HasEnded, string.Join('\n', functions.Lines)));
    }

    private static bool HasDoneSome(FunctionsProcess functions) =>
        functions.Lines.Any(line => line.Contains(": colorized, ", StringComparison.Ordinal));
}
