using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using Colorize.Cli.Dropping;
using Colorize.Cli.Status;
using Colorize.Storage;
using Colorize.Tests.Gallery.House;

namespace Colorize.Tests.Status;

/// <summary>A result that was deleted is told apart from one that is still to come.</summary>
public sealed class MissingTests(GalleryHouse house) : IClassFixture<GalleryHouse>, IAsyncLifetime
{
    private static readonly Ahead InTwoMinutes = new(TimeSpan.FromMinutes(2));
    private static readonly Ahead InElevenMinutes = new(TimeSpan.FromMinutes(11));

    private QueueClient _queue = null!;
    private BlobLeaseClient _lease = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await house.EmptyAsync();
        _queue = house.Storage.Queues.GetQueueClient($"{BlobPaths.WaitingQueuePrefix}{Guid.NewGuid():N}");
        await _queue.CreateAsync(cancellationToken: Stop);
        await StorageContainers.EnsureAsync(house.Storage, [ContainerNames.Hosts], Stop);
        _lease = house.Storage.Container(ContainerNames.Hosts).GetBlobLeaseClient();
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DeleteAsync(CancellationToken.None);
        await _lease.BreakAsync(TimeSpan.Zero, cancellationToken: CancellationToken.None);
    }

    [Fact]
    public async Task A_result_that_was_deleted_is_missing_while_nothing_waits_and_the_functions_watch()
    {
        await WatchAsync();
        await house.FinishAsync("deleted.jpg");
        await house.Blob(ContainerNames.Colorized, "deleted.jpg").DeleteAsync(cancellationToken: Stop);

        Assert.Equal(BlobState.Waiting, await StateAsync(TimeProvider.System));
        Assert.Equal(BlobState.Missing, await StateAsync(InTwoMinutes));

        await _queue.SendMessageAsync("another photograph", Stop);
        Assert.Equal(BlobState.Waiting, await StateAsync(InTwoMinutes));
    }

    [Fact]
    public async Task Without_functions_that_watch_it_takes_the_time_in_which_an_event_comes()
    {
        await house.DropAsync("deleted.jpg");
        await WatchAsync();
        await _lease.ReleaseAsync(cancellationToken: Stop);

        Assert.Equal(BlobState.Waiting, await StateAsync(InTwoMinutes));
        Assert.Equal(BlobState.Missing, await StateAsync(InElevenMinutes));
        await WatchAsync();
    }

    [Fact]
    public async Task What_is_missing_is_driven_again()
    {
        await WatchAsync();
        await house.DropAsync("deleted.jpg");
        string before = await ETagAsync();

        IReadOnlyList<string> driven = await new Requeue(house.Storage, InTwoMinutes).RunAsync(Stop);

        Assert.Equal(["grayscale/deleted.jpg"], driven);
        Assert.NotEqual(before, await ETagAsync());
    }

    [Fact]
    public async Task A_drop_that_waits_for_it_has_it_made_again_and_says_so()
    {
        await WatchAsync();
        await house.DropAsync("deleted.jpg");
        DroppedPhotograph there = new(Photograph.FromFile("deleted.jpg"), "deleted.jpg", await ETagAsync(), Size: 1, IsNew: false);

        List<PhotoResult> results = await new ResultPoller(house.Storage, InTwoMinutes).WaitAsync(
            [there], TimeSpan.FromSeconds(1), Stop).ToListAsync(Stop);

        PhotoResult late = Assert.Single(results);
        Assert.Equal(Outcome.Missing, late.Outcome);
        Assert.Contains("its result is missing, and was not made again within", late.Message, StringComparison.Ordinal);
        Assert.Equal(await ETagAsync(), late.Dropped.ETag);
        Assert.NotEqual(there.ETag, late.Dropped.ETag);
    }

    // As the embedded host does.
    private async Task WatchAsync()
    {
        BlobContainerProperties hosts = await house.Storage.Container(ContainerNames.Hosts).GetPropertiesAsync(cancellationToken: Stop);
        if (hosts.LeaseState != LeaseState.Leased)
        {
            await _lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: Stop);
        }
    }

    private async Task<BlobState> StateAsync(TimeProvider time) =>
        Assert.Single(await new Tracker(house.Storage, time).TrackAsync(Route.Photographs, Stop)).State;

    private async Task<string> ETagAsync() =>
        UnquotedETag.Of((await house.Blob(ContainerNames.Grayscale, "deleted.jpg").GetPropertiesAsync(cancellationToken: Stop)).Value.ETag);

    private sealed class Ahead(TimeSpan span) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + span;
    }
}
