using System.Text;
using Azure;
using Azure.Storage.Blobs.Specialized;
using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Colorize.Tests.Delivery;

/// <summary>An output under lease refuses every write with 412, for as long as the lease lasts. That is no lost race.</summary>
public sealed class BusyOutputTests(Emulator emulator) : ILogger<ImageDelivery>
{
    private const string Path = "busy";

    private readonly List<string> _lines = [];
    private int _made;

    [Fact]
    public async Task An_output_under_lease_is_tried_again_with_pauses_and_lines_and_an_end()
    {
        TestAccount account = await LeasedOutputAsync();

        RequestFailedException failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => DeliverAsync(account, TimeSpan.FromSeconds(3)));

        Assert.Equal("LeaseIdMissing", failure.ErrorCode);
        Assert.InRange(_made, 2, 10);
        Assert.Equal(_made - 1, _lines.Count(line => line.Contains("412 LeaseIdMissing; trying again in", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task When_the_lease_ends_the_output_is_written()
    {
        TestAccount account = await LeasedOutputAsync();

        Task delivering = DeliverAsync(account, TimeSpan.FromMinutes(1));
        await TestAccount.WaitAsync("a try that failed", () => Task.FromResult(Volatile.Read(ref _made) > 0 ? "tried" : null));
        await account.Blob(ContainerNames.Colorized, Path).GetBlobLeaseClient().BreakAsync(
            TimeSpan.Zero, cancellationToken: TestContext.Current.CancellationToken);
        await delivering;

        Assert.Equal("made", (await account.Blob(ContainerNames.Colorized, Path)
            .DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString());
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Add(formatter(state, exception));

    private async Task<TestAccount> LeasedOutputAsync()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await account.DropAsync(ContainerNames.Grayscale, Path, "one"u8.ToArray());
        await account.DropAsync(ContainerNames.Colorized, Path, "an older output"u8.ToArray());
        await account.Blob(ContainerNames.Colorized, Path).GetBlobLeaseClient()
            .AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: TestContext.Current.CancellationToken);
        return account;
    }

    private Task DeliverAsync(TestAccount account, TimeSpan retryTime)
    {
        ImageDelivery delivery = new(
            account.Clients,
            new RejectionWriter(account.Rejections, TimeProvider.System, NullLogger<RejectionWriter>.Instance),
            new ImageLimits(),
            new DeliveryRetry(retryTime, () => false, TimeProvider.System),
            this);
        ImageTransform transform = new(Route.Photographs, _ => { }, (_, _, _) =>
        {
            Interlocked.Increment(ref _made);
            return Task.FromResult(new TransformedImage(Encoding.UTF8.GetBytes("made"), "text/plain", [], "made"));
        });
        return delivery.DeliverAsync(Path, transform, TestContext.Current.CancellationToken);
    }
}
