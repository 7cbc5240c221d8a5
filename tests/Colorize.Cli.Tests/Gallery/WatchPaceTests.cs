using Colorize.Cli.Gallery.Album;

namespace Colorize.Tests.Gallery;

public sealed class WatchPaceTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Looks_take_a_small_part_of_the_time_however_long_they_are(bool tellsOfChanges)
    {
        WatchPace pace = new(tellsOfChanges);
        Assert.True(pace.Between(Look, noticed: true, waits: true) >= 4 * Look);
        Assert.True(pace.Between(Look, noticed: false, waits: false) >= 50 * Look);
        Assert.Equal(WatchPace.MinPause, pace.Between(TimeSpan.Zero, noticed: true, waits: false));
    }

    [Fact]
    public void Looks_make_room_for_uploads()
    {
        WatchPace pace = new(tellsOfChanges: true);
        Assert.Equal(20 * Look, pace.Between(Look, noticed: true, waits: true, uploading: true));
        Assert.Equal(WatchPace.MinPause, pace.Between(TimeSpan.Zero, noticed: true, waits: true, uploading: true));
    }

    [Fact]
    public void Storage_that_tells_of_changes_is_not_asked_for_what_waits()
    {
        Assert.True(new WatchPace(tellsOfChanges: true).Between(Look, noticed: false, waits: true) > 50 * Look);
        Assert.Equal(4 * Look, new WatchPace(tellsOfChanges: false).Between(Look, noticed: false, waits: true));
    }
}
