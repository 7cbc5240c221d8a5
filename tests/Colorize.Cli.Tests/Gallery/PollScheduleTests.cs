using Colorize.Cli.Gallery.Album;

namespace Colorize.Tests.Gallery;

public sealed class PollScheduleTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Polls_take_a_small_part_of_the_time_however_long_they_are(bool notifies)
    {
        PollSchedule schedule = new(notifies);
        Assert.True(schedule.DelayAfter(Poll, requested: true, waits: true) >= 4 * Poll);
        Assert.True(schedule.DelayAfter(Poll, requested: false, waits: false) >= 50 * Poll);
        Assert.Equal(PollSchedule.MinDelay, schedule.DelayAfter(TimeSpan.Zero, requested: true, waits: false));
    }

    [Fact]
    public void Polls_make_room_for_uploads()
    {
        PollSchedule schedule = new(notifies: true);
        Assert.Equal(20 * Poll, schedule.DelayAfter(Poll, requested: true, waits: true, uploading: true));
        Assert.Equal(PollSchedule.MinDelay, schedule.DelayAfter(TimeSpan.Zero, requested: true, waits: true, uploading: true));
    }

    [Fact]
    public void Storage_that_tells_of_changes_is_not_asked_for_what_waits()
    {
        Assert.True(new PollSchedule(notifies: true).DelayAfter(Poll, requested: false, waits: true) > 50 * Poll);
        Assert.Equal(4 * Poll, new PollSchedule(notifies: false).DelayAfter(Poll, requested: false, waits: true));
    }
}
