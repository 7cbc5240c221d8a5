using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Tests.Hosting;
using Colorize.Tests.Telemetry;

namespace Colorize.Tests.Delivery;

/// <summary>What happens between two hosts, or between a host and an uploader, played out step by step.</summary>
public sealed class DeliveryRaceTests(Emulator emulator) : IAsyncLifetime
{
    private TestAccount _account = null!;
    private TestDelivery _delivery = null!;

    public async ValueTask InitializeAsync()
    {
        _account = await emulator.SpareAccountAsync();
        _delivery = new TestDelivery(_account);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_made_of_an_overwritten_version_is_thrown_away()
    {
        await _delivery.DropAsync("overwritten", "one");

        await _delivery.DeliverAsync("overwritten", () => _delivery.DropAsync("overwritten", "two"));

        Assert.Null(await _delivery.OutputAsync("overwritten"));
    }

    [Fact]
    public async Task What_was_made_of_a_deleted_version_is_thrown_away()
    {
        await _delivery.DropAsync("deleted", "one");

        await _delivery.DeliverAsync(
            "deleted",
            () => _account.Blob(ContainerNames.Grayscale, "deleted").DeleteAsync(
                cancellationToken: TestContext.Current.CancellationToken));

        Assert.Null(await _delivery.OutputAsync("deleted"));
    }

    [Fact]
    public async Task A_newer_output_is_not_replaced_by_an_older_one()
    {
        await _delivery.DropAsync("raced", "one");
        string newer = string.Empty;

        await _delivery.DeliverAsync("raced", async () =>
        {
            newer = await _delivery.DropAsync("raced", "two");
            await _delivery.DeliverAsync("raced");
        });

        Assert.Equal((newer, "made of two"), await _delivery.OutputAsync("raced"));
    }

    [Fact]
    public async Task An_older_output_that_comes_in_between_is_replaced()
    {
        string eTag = await _delivery.DropAsync("late", "one");

        await _delivery.DeliverAsync("late", () => _account.DropAsync(ContainerNames.Colorized, "late", "an older host's"u8.ToArray()));

        Assert.Equal((eTag, "made of one"), await _delivery.OutputAsync("late"));
    }

    [Fact]
    public async Task Of_two_hosts_with_the_same_version_the_first_stays()
    {
        await _delivery.DropAsync("shared", "one");
        ETag first = default;

        await _delivery.DeliverAsync("shared", async () =>
        {
            await _delivery.DeliverAsync("shared");
            first = await _delivery.ETagAsync("shared");
        });

        Assert.Equal(2, _delivery.Made);
        Assert.Equal(first, await _delivery.ETagAsync("shared"));
    }

    [Fact]
    public async Task Large_outputs_of_two_hosts_leave_one_whole()
    {
        string eTag = await _delivery.DropAsync("large", "one");
        byte[] content = new byte[20 << 20];
        Random.Shared.NextBytes(content);
        ImageTransform large = new(
            Route.Photographs,
            _ => { },
            (_, _, _) => Task.FromResult(new TransformedImage(content, "application/octet-stream", [], "made")));

        await Task.WhenAll(
            _delivery.DeliverAsync("large", large),
            _delivery.DeliverAsync("large", large));

        BlobDownloadResult output = await _account.WaitForOutputAsync(ContainerNames.Colorized, "large", eTag);
        Assert.True(content.AsSpan().SequenceEqual(output.Content.ToMemory().Span));
    }

    [Fact]
    public async Task An_overwritten_version_is_not_rejected()
    {
        using RecordedSpans spans = new("blob.name", "mended");
        await _delivery.DropAsync("mended", "one");

        await _delivery.DeliverAsync("mended", async () =>
        {
            await _delivery.DropAsync("mended", "two");
            throw new ImageRejectedException(RejectionReason.Corrupt, "mended is damaged.");
        });

        Assert.Null(await _delivery.RejectionAsync("mended"));
        Assert.Equal(nameof(DeliveryOutcome.Overtaken), spans.Single.GetTagItem(DeliveryRecord.OutcomeTag));
    }
}
