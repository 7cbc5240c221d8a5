using Colorize.Cli.Progress;

namespace Colorize.Tests.Progress;

public sealed class ProgressTextTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(0.2, "0:01")]
    [InlineData(59.5, "1:00")]
    [InlineData(750, "12:30")]
    [InlineData(5000, "1:23:20")]
    [InlineData(176_400, "49:00:00")]
    public void Times_are_right_beyond_an_hour_and_a_day(double seconds, string expected) =>
        Assert.Equal(expected, Duration.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, 3000, 0.5, "0 of 3,000 photographs")]
    [InlineData(0, 1, 0.5, "0 of 1 photograph")]
    [InlineData(1, 2, 2, "1 of 2 photographs, 0.5/s, 0:02 left")]
    [InlineData(1000, 3000, 2.5, "1,000 of 3,000 photographs, 400/s, 0:05 left")]
    public void Count_rate_and_rest_are_told(int done, int total, double seconds, string expected) =>
        Assert.Equal(expected, ProgressText.Of(done, total, "photographs", TimeSpan.FromSeconds(seconds)));
}
