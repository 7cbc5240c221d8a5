using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class PoisonTests(Emulator emulator)
{
    [Fact]
    public async Task A_failure_that_lasts_is_tried_as_often_as_set_and_once_more_and_is_then_a_rejection()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(
            account.ConnectionString,
            ("AzureFunctionsJobHost__extensions__blobs__poisonBlobThreshold", "3"),
            ("Colorize__RetryTime", "00:00:00"));
        await account.Clients.Container(ContainerNames.Tensors).DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);

        string eTag = await account.DropAsync(ContainerNames.Uploads, "train/church/unlucky.jpg", TestPhotos.Colour());
        Rejection rejection = await account.WaitForRejectionAsync(ContainerNames.Uploads, "train/church/unlucky.jpg", eTag);

        Assert.Equal(Rejection.GivenUp, rejection.Reason);
        Assert.Contains("404 ContainerNotFound", rejection.Message, StringComparison.Ordinal);
        Assert.Contains("./colorize retry", rejection.Message, StringComparison.Ordinal);
        Assert.Equal(
            4,
            functions.Lines.Count(
                line =>
                    line.Contains("unlucky.jpg", StringComparison.Ordinal) && line.Contains("this try failed", StringComparison.Ordinal)));
        await TestAccount.WaitAsync("the end of its message", async () => await account.PoisonTextAsync() is "" ? "settled" : null);
    }
}
