using System.Diagnostics.Metrics;
using Colorize.Functions.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace Colorize.Tests.Delivery;

public sealed class ThroughputLogTests : IDisposable
{
    private readonly Meter _meter = new("ThroughputLogTests");
    private readonly FakeTimeProvider _time = new();
    private readonly RecordedLog<ThroughputLog> _log = new();
    private readonly Counter<long> _images;

    public ThroughputLogTests() => _images = _meter.CreateCounter<long>("images");

    [Fact]
    public async Task A_busy_minute_is_told_once_and_by_what_was_done_in_it()
    {
        using ThroughputLog log = await StartAsync();

        Count(DeliveryOutcome.Done, 90);
        Count(DeliveryOutcome.Rejected, 500);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(_log.Lines);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["1.5 images/s over the last minute: 90 done."], _log.Lines);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(_log.Lines);
    }

    [Theory]
    [InlineData(59, 0)]
    [InlineData(60, 1)]
    public async Task A_minute_is_told_from_one_image_a_second_on(int images, int lines)
    {
        using ThroughputLog log = await StartAsync();

        Count(DeliveryOutcome.Done, images);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(lines, _log.Lines.Count);
    }

    public void Dispose() => _meter.Dispose();

    private async Task<ThroughputLog> StartAsync()
    {
        ThroughputLog log = new(_images, _time, _log);
        await log.StartAsync(TestContext.Current.CancellationToken);
        return log;
    }

    private void Count(DeliveryOutcome outcome, int images)
    {
        for (int i = 0; i < images; i++)
        {
            _images.Add(1, new("container", "grayscale"), new("outcome", outcome.ToString()));
        }
    }
}
