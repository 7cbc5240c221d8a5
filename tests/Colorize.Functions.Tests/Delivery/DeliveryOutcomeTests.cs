using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;
using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Tests.Hosting;
using Colorize.Tests.Telemetry;

namespace Colorize.Tests.Delivery;

/// <summary>What telemetry and storage are told of the end of a delivery, whichever end it is.</summary>
public sealed class DeliveryOutcomeTests(Emulator emulator) : IAsyncLifetime
{
    private const string Source = ContainerNames.Grayscale;

    private TestAccount _account = null!;
    private TestDelivery _delivery = null!;

    public async ValueTask InitializeAsync()
    {
        _account = await emulator.SpareAccountAsync();
        _delivery = new TestDelivery(_account);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_made_is_done_and_its_span_names_the_model()
    {
        string path = await DropAsync();
        using RecordedSpans spans = new("blob.name", path);

        await DeliverAsync(path, _ => Made());

        Assert.Equal(nameof(DeliveryOutcome.Done), OutcomeOf(spans));
        Assert.Equal("poster", spans.Single.GetTagItem("model.version"));
    }

    [Fact]
    public async Task A_deleted_source_is_gone()
    {
        string path = NewPath();
        using RecordedSpans spans = new("blob.name", path);

        await DeliverAsync(path, _ => Made());

        Assert.Equal(nameof(DeliveryOutcome.Gone), OutcomeOf(spans));
    }

    [Fact]
    public async Task A_source_that_was_overwritten_meanwhile_is_overtaken_and_not_taken_for_delivered()
    {
        string path = await DropAsync();
        await DeliverAsync(path, _ => throw new ImageRejectedException(RejectionReason.Corrupt, "It is damaged."));
        using RecordedSpans spans = new("blob.name", path);

        await DeliverAsync(path, async _ =>
        {
            await _account.DropAsync(Source, path, "two"u8.ToArray());
            return await Made();
        });

        Assert.Equal(nameof(DeliveryOutcome.Overtaken), OutcomeOf(spans));
        Assert.NotNull(await _account.Rejections.FindAsync(Source, path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_delivery_that_the_host_stops_is_stopped_and_no_failure()
    {
        string path = await DropAsync();
        using RecordedSpans spans = new("blob.name", path);
        using CancellationTokenSource stop = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DeliverAsync(
            path,
            async cancellationToken =>
            {
                await stop.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                return await Made();
            },
            stop.Token));

        Assert.Equal(nameof(DeliveryOutcome.Stopped), OutcomeOf(spans));
    }

    [Fact]
    public async Task A_failure_is_said_in_its_span()
    {
        string path = await DropAsync();
        using RecordedSpans spans = new("blob.name", path);

        await Assert.ThrowsAsync<TimeoutException>(() => DeliverAsync(path, _ => throw new TimeoutException("no model yet")));

        Assert.Equal(nameof(DeliveryOutcome.Failed), OutcomeOf(spans));
        Assert.Equal("no model yet", spans.Single.StatusDescription);
    }

    [Fact]
    public async Task A_rejected_image_is_rejected_with_its_reason()
    {
        string path = await DropAsync();
        using RecordedSpans spans = new("blob.name", path);

        await DeliverAsync(path, _ => throw new ImageRejectedException(RejectionReason.Corrupt, "It is damaged."));

        Assert.Equal(nameof(DeliveryOutcome.Rejected), OutcomeOf(spans));
        Assert.Equal(nameof(RejectionReason.Corrupt), spans.Single.GetTagItem("rejection.reason"));
    }

    [Fact]
    public async Task An_image_at_a_wrong_path_is_rejected_unread()
    {
        string path = await DropAsync();
        ImageTransform transform = new(
            Route.Photographs,
            name => throw new ImageRejectedException(RejectionReason.WrongPath, $"{name} does not belong here."),
            (_, _, _) => Made());

        await _delivery.DeliverAsync(path, transform);

        Rejection? rejection = await _account.Rejections.FindAsync(Source, path, TestContext.Current.CancellationToken);
        Assert.Equal($"{path} does not belong here.", rejection?.Message);
        Assert.False(await OutputOf(path));
    }

    [Fact]
    public async Task A_name_that_no_request_can_carry_is_rejected_and_never_asked_for()
    {
        string path = $"{NewPath()}/../photo.jpg";
        using RecordedSpans spans = new("blob.name", path);

        await DeliverAsync(path, _ => Made());

        Assert.Equal(nameof(DeliveryOutcome.Rejected), OutcomeOf(spans));
        Assert.Equal(nameof(RejectionReason.WrongPath), spans.Single.GetTagItem("rejection.reason"));
    }

    [Fact]
    public async Task An_output_that_changed_since_it_was_found_is_not_written_over()
    {
        string path = NewPath();
        await _account.DropAsync(ContainerNames.Colorized, path, "an older host's"u8.ToArray());
        OutputBlob seen = await OutputBlob.FindAsync(
            _account.Blob(ContainerNames.Colorized, path), TestContext.Current.CancellationToken);
        await _account.DropAsync(ContainerNames.Colorized, path, "another's"u8.ToArray());

        Assert.False(await seen.TryWriteAsync(await Made(), TestContext.Current.CancellationToken));

        BlobDownloadResult output = await _account.Blob(ContainerNames.Colorized, path)
            .DownloadContentAsync(TestContext.Current.CancellationToken);
        Assert.Equal("another's", output.Content.ToString());
    }

    private static string NewPath() => $"{Guid.NewGuid():N}.jpg";

    private static Task<TransformedImage> Made() => Task.FromResult(new TransformedImage(
        "made"u8.ToArray(), "image/jpeg", new() { [BlobMetadata.ModelVersion] = BlobMetadata.Encode("poster") }, "made"));

    private static object? OutcomeOf(RecordedSpans spans) => spans.Single.GetTagItem(DeliveryRecord.OutcomeTag);

    private async Task<string> DropAsync()
    {
        string path = NewPath();
        await _account.DropAsync(Source, path, "one"u8.ToArray());
        return path;
    }

    private Task DeliverAsync(
        string path, Func<CancellationToken, Task<TransformedImage>> makeAsync, CancellationToken? cancellationToken = null)
    {
        ImageTransform transform = new(Route.Photographs, _ => { }, (_, _, token) => makeAsync(token));
        return _delivery.DeliverAsync(path, transform, cancellationToken);
    }

    private async Task<bool> OutputOf(string path) =>
        await _account.Blob(ContainerNames.Colorized, path).ExistsAsync(TestContext.Current.CancellationToken);
}
