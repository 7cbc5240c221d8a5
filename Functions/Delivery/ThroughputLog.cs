using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Delivery;

/// <summary>Says once a minute how many images were done in it, while there are many; a few say so themselves.</summary>
internal sealed partial class ThroughputLog : IHostedService, IDisposable
{
    // One a second.
    private const long Many = 60;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly ILogger<ThroughputLog> _logger;
    private readonly MeterListener _listener = new();
    private ITimer? _timer;
    private long _done;

    /// <param name="images">The counter of blobs, by outcome.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it is said.</param>
    public ThroughputLog(Counter<long> images, TimeProvider time, ILogger<ThroughputLog> logger)
    {
        _time = time;
        _logger = logger;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument == images)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Add(count, tags));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        _timer = _time.CreateTimer(_ => Report(), null, Span, Span);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _listener.Dispose();
    }

    private void Add(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag is { Key: DeliveryRecord.OutcomeTag, Value: nameof(DeliveryOutcome.Done) })
            {
                Interlocked.Add(ref _done, count);
            }
        }
    }

    private void Report()
    {
        long done = Interlocked.Exchange(ref _done, 0);
        if (done >= Many)
        {
            LogThroughput(done / Span.TotalSeconds, done);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Rate:0.0} images/s over the last minute: {Images} done.")]
    private partial void LogThroughput(double rate, long images);
}
