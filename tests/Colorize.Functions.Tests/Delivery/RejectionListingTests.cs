using System.Diagnostics;
using Colorize.Functions.Delivery;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Delivery;

public sealed class RejectionListingTests(Emulator emulator)
{
    private const string Container = ContainerNames.Grayscale;

    [Fact]
    public async Task A_listing_tells_of_all_that_was_there_before_the_moment_that_is_asked_about()
    {
        TestAccount account = await emulator.NewAccountAsync();
        RejectionListing listing = new(account.Rejections);
        await RejectAsync(account, "other.jpg");
        long before = Stopwatch.GetTimestamp();

        Assert.False(await MayHaveAsync(listing, "photo.jpg", before));
        await RejectAsync(account, "photo.jpg");

        // The listing that began after that moment serves all who ask about it; whoever asks about a later one has a new one made.
        Assert.False(await MayHaveAsync(listing, "photo.jpg", before));
        Assert.True(await MayHaveAsync(listing, "photo.jpg", Stopwatch.GetTimestamp()));
        Assert.True(await MayHaveAsync(listing, "other.jpg", before));
    }

    [Fact]
    public async Task Where_storage_does_not_tell_any_blob_may_have_a_rejection()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await account.Clients.Container(ContainerNames.Rejected).DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(await MayHaveAsync(new RejectionListing(account.Rejections), "photo.jpg", Stopwatch.GetTimestamp()));
    }

    private static Task RejectAsync(TestAccount account, string path) => account.Rejections.WriteAsync(
        new(Container, path, "Corrupt", "It is damaged.", "0x1", DateTimeOffset.UnixEpoch, "0.1.0"), TestContext.Current.CancellationToken);

    private static Task<bool> MayHaveAsync(RejectionListing listing, string path, long moment) =>
        listing.MayHaveAsync(Container, path, moment, TestContext.Current.CancellationToken);
}
