using System.Diagnostics.Metrics;
using Colorize.Telemetry;

namespace Colorize.Inference;

/// <summary>What the networks do, as numbers that a telemetry exporter can read.</summary>
internal sealed class InferenceMetrics
{
    /// <summary>The name of the histogram of batch sizes.</summary>
    public const string BatchSize = "colorize.inference.batch_size";

    /// <summary>The name of the histogram of the time that batches take in the networks.</summary>
    public const string Duration = "colorize.inference.duration";

    /// <summary>The name of the gauge of requests that wait for the networks.</summary>
    public const string QueueDepth = "colorize.inference.queue_depth";

    private readonly Meter _meter;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _duration;

    public InferenceMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(ColorizeTelemetry.Name);
        _batchSize = _meter.CreateHistogram(
            BatchSize, "{photo}", "Photographs that went through the networks together.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
        _duration = _meter.CreateHistogram(
            Duration, "s", "Time that a batch took in the networks.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] });
    }

    /// <summary>Reports the length of the queue whenever an exporter asks.</summary>
    public void ObserveQueue(Func<int> length) =>
        _meter.CreateObservableGauge(QueueDepth, length, "{photo}", "Photographs that wait for the networks.");

    /// <summary>Reports a batch that went through the networks.</summary>
    public void RecordBatch(int size, TimeSpan duration)
    {
        _batchSize.Record(size);
        _duration.Record(duration.TotalSeconds);
    }
}
