using Colorize.Cli.Gallery.Album;
using Colorize.Cli.Status;
using Colorize.Storage;

namespace Colorize.Tests.Gallery;

public sealed class AlbumIndexTests
{
    private static readonly Dictionary<string, AlbumResult> NoResults = [];
    private static readonly Dictionary<string, Rejection> NoRejections = [];

    private readonly AlbumIndex _index = new();

    [Fact]
    public void A_page_is_told_all_once_and_then_only_what_has_changed()
    {
        _index.Take(0, [Source("a", "1"), Source("b", "1")], NoResults, NoRejections);
        (AlbumChanges all, long number) = _index.Since(null);
        Assert.True(all.Whole);
        Assert.Equal(["a", "b"], all.Changed.Select(entry => entry.Path).Order());

        Assert.True(_index.Since(number).Changes.IsEmpty);
        _index.Take(_index.Number, [Source("a", "1"), Source("b", "1")], NoResults, NoRejections);
        Assert.True(_index.Since(number).Changes.IsEmpty);

        _index.Put("a", Result("7", source: "1"));
        _index.Remove("b");
        AlbumChanges changes = _index.Since(number).Changes;
        Assert.Equal(("a", BlobState.Done), changes.Changed.Select(entry => (entry.Path, entry.State)).Single());
        Assert.Equal(["b"], changes.Removed);
    }

    [Fact]
    public void A_photograph_with_new_preferences_waits_and_keeps_its_old_result()
    {
        _index.Put(Source("a", "1"));
        _index.Put("a", Result("7", source: "1"));
        _index.Put(Source("a", "2"));

        AlbumEntry entry = _index.Waiting().Single();
        Assert.Equal("7", entry.Result?.ETag);
        _index.Put("a", Result("8", source: "2"));
        Assert.Empty(_index.Waiting());
    }

    [Fact]
    public void A_rejection_counts_for_the_version_that_it_names()
    {
        _index.Put(Source("a", "1"));
        _index.Put(Rejection("a", "1"));
        Assert.Equal((BlobState.Rejected, "No image."), _index.Since(null).Changes.Changed.Select(entry => (entry.State, entry.Message!)).Single());
        _index.Put(Source("a", "2"));
        Assert.Equal(BlobState.Waiting, _index.Since(null).Changes.Changed.Single().State);
    }

    [Fact]
    public void A_photograph_whose_turn_is_over_is_missing_until_something_waits_again()
    {
        DateTimeOffset later = DateTimeOffset.UnixEpoch.AddMinutes(1);
        _index.Take(_index.Number, [Source("a", "1")], NoResults, NoRejections, missingBefore: later);
        Assert.Equal(BlobState.Missing, _index.Waiting().Single().State);

        _index.Take(_index.Number, [Source("a", "1")], NoResults, NoRejections, missingBefore: null);
        Assert.Equal(BlobState.Waiting, _index.Waiting().Single().State);

        _index.Take(_index.Number, [Source("a", "1")], new Dictionary<string, AlbumResult> { ["a"] = Result("7", source: "1") }, NoRejections, missingBefore: later);
        Assert.Empty(_index.Waiting());
    }

    [Fact]
    public void A_listing_that_began_before_an_upload_or_a_deletion_does_not_undo_it()
    {
        _index.Put(Source("old", "1"));
        long begun = _index.Number;
        _index.Put(Source("new", "1"));
        _index.Remove("old");

        _index.Take(begun, [Source("old", "1")], NoResults, NoRejections);
        Assert.Equal(["new"], _index.Since(null).Changes.Changed.Select(entry => entry.Path));

        _index.Take(_index.Number, [], NoResults, NoRejections);
        Assert.Empty(_index.Since(null).Changes.Changed);
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_a_change()
    {
        Task waiting = _index.WaitAsync(_index.Number, Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        _index.Put(Source("a", "1"));
        await waiting;
    }

    private static AlbumSource Source(string path, string eTag) => new(path, eTag, DateTimeOffset.UnixEpoch, 1);

    private static AlbumResult Result(string eTag, string source) => new(eTag, source, 1, 1, "model", null, null, []);

    private static Rejection Rejection(string path, string eTag) =>
        new(ContainerNames.Grayscale, path, "Damaged", "No image.", eTag, DateTimeOffset.UnixEpoch, "1");
}
