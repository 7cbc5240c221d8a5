using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Colorize.Inference;

namespace Colorize.Tests.Inference;

/// <summary>Listens to the batch sizes that one host reports.</summary>
internal sealed class BatchSizes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<int> _sizes = new();

    public BatchSizes(InferenceHost host)
    {
        var meters = host.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == InferenceMetrics.BatchSize && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) => _sizes.Enqueue(size));
        _listener.Start();
    }

    public int[] Seen => [.. _sizes];

    public void Dispose() => _listener.Dispose();
}
