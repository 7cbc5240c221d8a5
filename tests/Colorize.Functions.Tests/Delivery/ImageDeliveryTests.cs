using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Delivery;

public sealed class ImageDeliveryTests(Emulator emulator) : IAsyncLifetime
{
    private TestDelivery _delivery = null!;

    public async ValueTask InitializeAsync() => _delivery = new TestDelivery(await emulator.SpareAccountAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_output_carries_the_version_of_its_source()
    {
        string eTag = await _delivery.DropAsync("plain", "one");

        await _delivery.DeliverAsync("plain");

        Assert.Equal((eTag, "made of one"), await _delivery.OutputAsync("plain"));
    }

    [Fact]
    public async Task The_same_version_is_made_once()
    {
        await _delivery.DropAsync("twice", "one");

        await _delivery.DeliverAsync("twice");
        await _delivery.DeliverAsync("twice");

        Assert.Equal(1, _delivery.Made);
    }

    [Fact]
    public async Task An_image_over_the_limit_is_rejected_unread()
    {
        string eTag = await _delivery.DropAsync("huge", new string('x', 1001));

        await _delivery.DeliverAsync("huge");

        Rejection? rejection = await _delivery.RejectionAsync("huge");
        Assert.Equal((nameof(RejectionReason.TooManyBytes), eTag), (rejection?.Reason, rejection?.SourceETag));
        Assert.Equal(0, _delivery.Made);
    }

    [Fact]
    public async Task A_delivered_image_loses_its_earlier_rejection()
    {
        await _delivery.DropAsync("cleared", "one");
        await _delivery.DeliverAsync("cleared", () => throw new ImageRejectedException(RejectionReason.Corrupt, "cleared is damaged."));
        Assert.NotNull(await _delivery.RejectionAsync("cleared"));

        await _delivery.DeliverAsync("cleared");

        Assert.Null(await _delivery.RejectionAsync("cleared"));
    }

    [Fact]
    public async Task Any_other_failure_is_thrown_so_that_it_is_tried_again()
    {
        await _delivery.DropAsync("unlucky", "one");

        await Assert.ThrowsAsync<TimeoutException>(
            () => _delivery.DeliverAsync("unlucky", () => throw new TimeoutException("no model yet")));

        Assert.Null(await _delivery.RejectionAsync("unlucky"));
    }
}
