using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class PoisonTests(Emulator emulator)
{
    [Fact]
    public async Task A_failure_that_lasts_is_tried_as_often_as_set_and_then_kept_in_the_poison_queue()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(
            account.ConnectionString,
            ("AzureFunctionsJobHost__extensions__blobs__poisonBlobThreshold", "3"),
            ("AzureFunctionsJobHost__extensions__queues__visibilityTimeout", "00:00:00.2"));
        await account.Clients.Container(ContainerNames.Tensors).DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);

        await account.DropAsync(ContainerNames.Uploads, "train/church/unlucky.jpg", TestPhotos.Colour());
        string poison = await TestAccount.WaitAsync("the message in the poison queue", async () =>
            await account.PoisonTextAsync() is { Length: > 0 } text ? text : null);

        Assert.Contains("train/church/unlucky.jpg", poison, StringComparison.Ordinal);
        Assert.Equal(3, functions.Lines.Count(line => line.Contains("unlucky.jpg", StringComparison.Ordinal) && line.Contains("this try failed", StringComparison.Ordinal)));
        Assert.Null(await account.Rejections.FindAsync(ContainerNames.Uploads, "train/church/unlucky.jpg", TestContext.Current.CancellationToken));
    }
}
