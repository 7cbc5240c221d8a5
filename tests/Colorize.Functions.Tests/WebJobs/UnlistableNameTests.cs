using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class UnlistableNameTests(Emulator emulator)
{
    [Fact]
    public async Task A_name_that_makes_every_listing_fail_is_gone_round_and_its_beginning_is_named()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await account.DropAsync(ContainerNames.Grayscale, "esc\u001b[31m.jpg", TestPhotos.Grey(64, 48));
        string eTag = await account.DropAsync(ContainerNames.Grayscale, "good.jpg", TestPhotos.Grey(64, 48));

        await account.WaitForOutputAsync(ContainerNames.Colorized, "good.jpg", eTag);

        Assert.Contains(functions.Lines, line => line.Contains("names that begin with 'esc", StringComparison.Ordinal));
    }
}
