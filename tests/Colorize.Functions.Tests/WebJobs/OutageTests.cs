using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class OutageTests
{
    [Fact]
    public async Task Storage_that_goes_away_and_comes_back_loses_no_photograph()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using Azurite azurite = await Azurite.StartAsync(cancellationToken);
        TestAccount account = await TestAccount.CreateAsync(azurite.TakeAccount());
        Backlog backlog = await Backlog.DropAsync(account);
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await backlog.WaitUntilSomeAreDoneAsync();

        await azurite.StopAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        await azurite.StartAgainAsync(cancellationToken);

        await backlog.AssertAllArriveAsync();
        string eTag = await account.DropAsync(ContainerNames.Grayscale, "after.jpg", TestPhotos.Grey());
        await account.WaitForOutputAsync(ContainerNames.Colorized, "after.jpg", eTag);
    }
}
