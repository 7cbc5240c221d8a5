using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Colorize.Telemetry;

/// <summary>A stage of the work on one image, from its start until it is disposed: a span, and a measurement of its time.</summary>
public sealed class Stage : IDisposable
{
    /// <summary>The histogram of the stages' times, in seconds, by <c>stage</c>.</summary>
    public const string Duration = "colorize.stage.duration";

    private static readonly Histogram<double> Durations = ColorizeTelemetry.Meter.CreateHistogram(
        Duration, "s", "Time that a stage of the work on an image took.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
        });

    private readonly string _name;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Activity? _span;

    private Stage(string name)
    {
        _name = name;
        _span = ColorizeTelemetry.Source.StartActivity(name);
    }

    /// <summary>Fetching the image from storage.</summary>
    public static Stage Download() => new("download");

    /// <summary>Decoding the pixels of a photograph.</summary>
    public static Stage Decode() => new("decode");

    /// <summary>The networks, with the wait for a place in a batch.</summary>
    public static Stage Predict() => new("predict");

    /// <summary>Merging the colours into the photograph and writing its file.</summary>
    public static Stage Encode() => new("encode");

    /// <summary>Making the tensor of a training image.</summary>
    public static Stage Preprocess() => new("preprocess");

    /// <summary>Writing the output to storage.</summary>
    public static Stage Upload() => new("upload");

    /// <summary>Ends the stage.</summary>
    public void Dispose()
    {
        Durations.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, new KeyValuePair<string, object?>("stage", _name));
        _span?.Dispose();
    }
}
