using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Tests.Hosting;
using Colorize.Tests.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Colorize.Tests.Delivery;

/// <summary>What happens between two hosts, or between a host and an uploader, played out step by step.</summary>
public sealed class ImageDeliveryTests(Emulator emulator) : IAsyncLifetime
{
    private const string Source = ContainerNames.Grayscale;
    private const string Output = ContainerNames.Colorized;

    private TestAccount _account = null!;
    private ImageDelivery _delivery = null!;
    private int _made;

    public async ValueTask InitializeAsync()
    {
        _account = await emulator.SpareAccountAsync();
        _delivery = Delivery(new ImageLimits { MaxBytes = 1000 });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_output_carries_the_version_of_its_source()
    {
        string eTag = await DropAsync("plain", "one");

        await DeliverAsync("plain");

        Assert.Equal((eTag, "made of one"), await OutputAsync("plain"));
    }

    [Fact]
    public async Task The_same_version_is_made_once()
    {
        await DropAsync("twice", "one");

        await DeliverAsync("twice");
        await DeliverAsync("twice");

        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task What_was_made_of_an_overwritten_version_is_thrown_away()
    {
        await DropAsync("overwritten", "one");

        await DeliverAsync("overwritten", () => DropAsync("overwritten", "two"));

        Assert.Null(await OutputAsync("overwritten"));
    }

    [Fact]
    public async Task What_was_made_of_a_deleted_version_is_thrown_away()
    {
        await DropAsync("deleted", "one");

        await DeliverAsync(
            "deleted", () => _account.Blob(Source, "deleted").DeleteAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.Null(await OutputAsync("deleted"));
    }

    [Fact]
    public async Task A_newer_output_is_not_replaced_by_an_older_one()
    {
        await DropAsync("raced", "one");
        string newer = string.Empty;

        await DeliverAsync("raced", async () =>
        {
            newer = await DropAsync("raced", "two");
            await DeliverAsync("raced");
        });

        Assert.Equal((newer, "made of two"), await OutputAsync("raced"));
    }

    [Fact]
    public async Task An_older_output_that_comes_in_between_is_replaced()
    {
        string eTag = await DropAsync("late", "one");

        await DeliverAsync("late", () => _account.DropAsync(Output, "late", "an older host's"u8.ToArray()));

        Assert.Equal((eTag, "made of one"), await OutputAsync("late"));
    }

    [Fact]
    public async Task Of_two_hosts_with_the_same_version_the_first_stays()
    {
        await DropAsync("shared", "one");
        ETag first = default;

        await DeliverAsync("shared", async () =>
        {
            await DeliverAsync("shared");
            first = await ETagAsync("shared");
        });

        Assert.Equal(2, _made);
        Assert.Equal(first, await ETagAsync("shared"));
    }

    [Fact]
    public async Task Large_outputs_of_two_hosts_leave_one_whole()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        string eTag = await DropAsync("large", "one");
        byte[] content = new byte[20 << 20];
        Random.Shared.NextBytes(content);
        ImageTransform large = new(
            Route.Photographs,
            _ => { },
            (_, _, _) => Task.FromResult(new TransformedImage(content, "application/octet-stream", [], "made")));

        await Task.WhenAll(
            _delivery.DeliverAsync("large", large, cancellationToken),
            _delivery.DeliverAsync("large", large, cancellationToken));

        BlobDownloadResult output = await _account.WaitForOutputAsync(Output, "large", eTag);
        Assert.True(content.AsSpan().SequenceEqual(output.Content.ToMemory().Span));
    }

    [Fact]
    public async Task An_image_over_the_limit_is_rejected_unread()
    {
        string eTag = await DropAsync("huge", new string('x', 1001));

        await DeliverAsync("huge");

        Rejection? rejection = await RejectionAsync("huge");
        Assert.Equal((nameof(RejectionReason.TooManyBytes), eTag), (rejection?.Reason, rejection?.SourceETag));
        Assert.Equal(0, _made);
    }

    [Fact]
    public async Task An_overwritten_version_is_not_rejected()
    {
        using RecordedSpans spans = new("blob.name", "mended");
        await DropAsync("mended", "one");

        await DeliverAsync("mended", async () =>
        {
            await DropAsync("mended", "two");
            throw new ImageRejectedException(RejectionReason.Corrupt, "mended is damaged.");
        });

        Assert.Null(await RejectionAsync("mended"));
        Assert.Equal(nameof(DeliveryOutcome.Overtaken), spans.Single.GetTagItem(DeliveryRecord.OutcomeTag));
    }

    [Fact]
    public async Task A_delivered_image_loses_its_earlier_rejection()
    {
        await DropAsync("cleared", "one");
        await DeliverAsync("cleared", () => throw new ImageRejectedException(RejectionReason.Corrupt, "cleared is damaged."));
        Assert.NotNull(await RejectionAsync("cleared"));

        await DeliverAsync("cleared");

        Assert.Null(await RejectionAsync("cleared"));
    }

    [Fact]
    public async Task Any_other_failure_is_thrown_so_that_it_is_tried_again()
    {
        await DropAsync("unlucky", "one");

        await Assert.ThrowsAsync<TimeoutException>(() => DeliverAsync("unlucky", () => throw new TimeoutException("no model yet")));

        Assert.Null(await RejectionAsync("unlucky"));
    }

    private ImageDelivery Delivery(ImageLimits limits) => new(
        _account.Clients,
        new RejectionWriter(_account.Rejections, TimeProvider.System, NullLogger<RejectionWriter>.Instance),
        limits,
        new DeliveryRetry(TimeSpan.Zero, () => false, TimeProvider.System),
        NullLogger<ImageDelivery>.Instance);

    private Task<string> DropAsync(string path, string content) => _account.DropAsync(Source, path, Encoding.UTF8.GetBytes(content));

    /// <summary>Delivers a blob; what happens meanwhile happens between its download and the upload of its output.</summary>
    private Task DeliverAsync(string path, Func<Task>? meanwhile = null)
    {
        ImageTransform transform = new(Route.Photographs, _ => { }, async (_, image, _) =>
        {
            Interlocked.Increment(ref _made);
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return new TransformedImage(Encoding.UTF8.GetBytes($"made of {Encoding.UTF8.GetString(image.Span)}"), "text/plain", [], "made");
        });
        return _delivery.DeliverAsync(path, transform, TestContext.Current.CancellationToken);
    }

    private async Task<(string? ETag, string Content)?> OutputAsync(string path)
    {
        if (!await _account.Blob(Output, path).ExistsAsync(TestContext.Current.CancellationToken))
        {
            return null;
        }

        BlobDownloadResult output = (await _account.Blob(Output, path).DownloadContentAsync(TestContext.Current.CancellationToken)).Value;
        return (output.Details.Metadata[BlobMetadata.SourceETag], output.Content.ToString());
    }

    private async Task<ETag> ETagAsync(string path) =>
        (await _account.Blob(Output, path).GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken)).Value.ETag;

    private Task<Rejection?> RejectionAsync(string path) =>
        _account.Rejections.FindAsync(Source, path, TestContext.Current.CancellationToken);
}
