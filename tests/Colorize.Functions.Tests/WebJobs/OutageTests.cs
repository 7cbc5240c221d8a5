using Colorize.Storage;
using Colorize.Tests.Faults;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class OutageTests(Emulator emulator)
{
    [Fact]
    public async Task Storage_that_goes_away_and_comes_back_loses_no_photograph()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using Backlog backlog = await Backlog.DropAsync(account);
        using FaultyConnection blobs = new(emulator.BlobPort);
        using FaultyConnection queues = new(emulator.QueuePort);
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(emulator.Through(account, blobs, queues));
        await backlog.WaitForAsync(0.125);

        blobs.Break();
        queues.Break();
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        blobs.Restore();
        queues.Restore();

        await backlog.AssertAllArriveAsync();
        string eTag = await account.DropAsync(ContainerNames.Grayscale, "after.jpg", TestPhotos.Grey());
        await account.WaitForOutputAsync(ContainerNames.Colorized, "after.jpg", eTag);
    }
}
