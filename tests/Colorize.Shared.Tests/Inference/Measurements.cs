using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Colorize.Inference;

namespace Colorize.Tests.Inference;

/// <summary>Listens to what one host reports.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value)> _seen = new();

    public Measurements(InferenceHost host)
    {
        IMeterFactory meters = host.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Colorize" && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => _seen.Enqueue((instrument.Name, value)));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _seen.Enqueue((instrument.Name, value)));
        _listener.Start();
    }

    public double[] BatchSizes => Of(InferenceMetrics.BatchSize);

    public double[] Durations => Of(InferenceMetrics.Duration);

    /// <summary>The requests that wait now.</summary>
    public double QueueDepth()
    {
        _listener.RecordObservableInstruments();
        return Of(InferenceMetrics.QueueDepth)[^1];
    }

    public void Dispose() => _listener.Dispose();

    private double[] Of(string instrument) => [.. _seen.Where(seen => seen.Instrument == instrument).Select(seen => seen.Value)];
}
