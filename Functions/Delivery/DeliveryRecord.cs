using System.Diagnostics;
using System.Diagnostics.Metrics;
using Colorize.Storage;
using Colorize.Telemetry;

namespace Colorize.Functions.Delivery;

/// <summary>What telemetry learns of the work on one blob, from its start until it is disposed.</summary>
internal sealed class DeliveryRecord : IDisposable
{
    /// <summary>The counter of blobs, by <c>container</c> and <c>outcome</c>; its rate is that of the images.</summary>
    public const string Images = "colorize.images";

    /// <summary>The histogram of the time from a blob's turn to its end, in seconds.</summary>
    public const string Duration = "colorize.image.duration";

    /// <summary>The counter of rejected blobs, by <c>container</c> and <c>reason</c>.</summary>
    public const string Rejections = "colorize.rejections";

    /// <summary>The counter of bytes of sources and outputs, by <c>container</c> and <c>direction</c> (<c>in</c>, <c>out</c>).</summary>
    public const string Bytes = "colorize.bytes";

    /// <summary>The tag that says how the work on a blob ended: a <see cref="DeliveryOutcome"/>.</summary>
    public const string OutcomeTag = "outcome";

    private static readonly Histogram<double> Durations = ColorizeTelemetry.Meter.CreateHistogram(
        Duration, "s", "Time from a blob's turn to its end.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60] });

    private static readonly Counter<long> RejectionCounter =
        ColorizeTelemetry.Meter.CreateCounter<long>(Rejections, "{image}", "Blobs that can never be processed.");

    private static readonly Counter<long> ByteCounter =
        ColorizeTelemetry.Meter.CreateCounter<long>(Bytes, "By", "Bytes of sources read and of outputs written.");

    /// <summary>What a log line about a blob says in place of the ETag where no version of the blob was seen.</summary>
    public const string NoETag = "no ETag";

    private readonly string _container;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Activity? _span;

    /// <summary>Starts the record of a blob.</summary>
    public DeliveryRecord(string container, string path)
    {
        _container = container;
        Blob = $"{container}/{path}";
        _span = ColorizeTelemetry.Source.StartActivity($"deliver {container}", ActivityKind.Consumer);
        _span?.SetTag("blob.container", container).SetTag("blob.name", path);
    }

    /// <summary>Counts blobs whose turn has ended.</summary>
    public static Counter<long> ImageCounter { get; } =
        ColorizeTelemetry.Meter.CreateCounter<long>(Images, "{image}", "Blobs whose turn has ended.");

    /// <summary>Container and path, for people.</summary>
    public string Blob { get; }

    /// <summary>The version, once it is found.</summary>
    public string ETag { get; private set; } = NoETag;

    /// <summary>How it ended.</summary>
    public DeliveryOutcome Outcome { get; set; }

    /// <summary>Notes which version of the blob it is.</summary>
    public void Found(SourceBlob source)
    {
        ETag = source.ETagText;
        _span?.SetTag("blob.etag", ETag).SetTag("blob.size", source.Size);
    }

    /// <summary>Notes why the blob can never be processed.</summary>
    public void Rejected(string reason)
    {
        Outcome = DeliveryOutcome.Rejected;
        _span?.SetTag("rejection.reason", reason);
        RejectionCounter.Add(1, new("container", _container), new("reason", reason));
    }

    /// <summary>Notes what the output was made from and how large it is.</summary>
    public void Made(SourceBlob source, TransformedImage image)
    {
        if (image.Metadata.TryGetValue(BlobMetadata.ModelVersion, out string? version))
        {
            _span?.SetTag("model.version", BlobMetadata.Decode(version));
        }

        ByteCounter.Add(source.Size, new("container", _container), new("direction", "in"));
        ByteCounter.Add(image.Content.Length, new("container", _container), new("direction", "out"));
    }

    /// <summary>Notes why this try failed.</summary>
    public void Failed(string reason) => _span?.SetStatus(ActivityStatusCode.Error, reason);

    /// <summary>Ends the record.</summary>
    public void Dispose()
    {
        string outcome = Outcome.ToString();
        ImageCounter.Add(1, new("container", _container), new(OutcomeTag, outcome));
        Durations.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, new("container", _container), new(OutcomeTag, outcome));
        _span?.SetTag(OutcomeTag, outcome).Dispose();
    }
}
