using Azure;
using Azure.Storage.Blobs.Specialized;
using Colorize.Functions.Delivery;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Delivery;

/// <summary>An output under lease refuses every write with 412, for as long as the lease lasts. That is no lost race.</summary>
public sealed class BusyOutputTests(Emulator emulator)
{
    private const string Path = "busy";

    private readonly RecordedLog<ImageDelivery> _log = new();

    [Fact]
    public async Task An_output_under_lease_is_tried_again_with_pauses_and_lines_and_an_end()
    {
        TestDelivery delivery = new(await LeasedOutputAsync(), TimeSpan.FromSeconds(3), _log);

        RequestFailedException failure = await Assert.ThrowsAsync<RequestFailedException>(() => delivery.DeliverAsync(Path));

        Assert.Equal("LeaseIdMissing", failure.ErrorCode);
        Assert.InRange(delivery.Made, 2, 10);
        Assert.Equal(
            delivery.Made - 1, _log.Lines.Count(line => line.Contains("412 LeaseIdMissing; trying again in", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task When_the_lease_ends_the_output_is_written()
    {
        TestAccount account = await LeasedOutputAsync();
        TestDelivery delivery = new(account, TimeSpan.FromMinutes(1), _log);

        Task delivering = delivery.DeliverAsync(Path);
        await TestAccount.WaitAsync("a try that failed", () => Task.FromResult(delivery.Made > 0 ? "tried" : null));
        await account.Blob(ContainerNames.Colorized, Path).GetBlobLeaseClient().BreakAsync(
            TimeSpan.Zero, cancellationToken: TestContext.Current.CancellationToken);
        await delivering;

        Assert.Equal("made of one", (await delivery.OutputAsync(Path))?.Content);
    }

    private async Task<TestAccount> LeasedOutputAsync()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await account.DropAsync(ContainerNames.Grayscale, Path, "one"u8.ToArray());
        await account.DropAsync(ContainerNames.Colorized, Path, "an older output"u8.ToArray());
        await account.Blob(ContainerNames.Colorized, Path).GetBlobLeaseClient()
            .AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: TestContext.Current.CancellationToken);
        return account;
    }
}
