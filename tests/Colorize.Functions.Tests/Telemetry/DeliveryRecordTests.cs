using System.Diagnostics;
using System.Diagnostics.Metrics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;
using Colorize.Storage;
using Colorize.Telemetry;

namespace Colorize.Tests.Telemetry;

public sealed class DeliveryRecordTests : IDisposable
{
    private const string Path = "a/photo.jpg";

    // Other tests deliver at the same time.
    private readonly string _container = $"records-{Guid.NewGuid():N}";
    private readonly RecordedSpans _spans;
    private readonly List<(string Name, double Value, string Tags)> _measurements = [];
    private readonly MeterListener _measures = new();

    public DeliveryRecordTests()
    {
        _spans = new RecordedSpans("blob.container", _container);
        _measures.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ColorizeTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _measures.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _measures.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _measures.Start();
    }

    public void Dispose()
    {
        _spans.Dispose();
        _measures.Dispose();
    }

    [Fact]
    public void What_is_made_has_its_version_and_bytes()
    {
        using SourceBlob source = new(
            new BlobClient(new Uri($"https://account.blob.core.windows.net/{_container}/{Path}?sv=1&sig=secret")),
            BlobsModelFactory.BlobDownloadStreamingResult(
                Stream.Null, BlobsModelFactory.BlobDownloadDetails(contentLength: 1000, eTag: new ETag("0x1"))),
            opened: 0);
        using (DeliveryRecord record = new(_container, Path))
        {
            record.Found(source);
            record.Made(
                source,
                new TransformedImage(
                    new byte[3000], "image/jpeg", new() { [BlobMetadata.ModelVersion] = BlobMetadata.Encode("poster 1") }, "made"));
            record.Outcome = DeliveryOutcome.Done;
        }

        Activity span = _spans.Single;
        Assert.Equal($"deliver {_container}", span.OperationName);
        Assert.Equal(
            ["blob.container=" + _container, "blob.etag=0x1", $"blob.name={Path}", "blob.size=1000", "model.version=poster 1",
                "outcome=Done"],
            span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                ("colorize.bytes", 1000, "direction=in"), ("colorize.bytes", 3000, "direction=out"), ("colorize.images", 1, "outcome=Done"),
            ],
            _measurements.Where(measurement => measurement.Name != DeliveryRecord.Duration));
        Assert.Single(
            _measurements, measurement => measurement is { Name: DeliveryRecord.Duration, Tags: "outcome=Done", Value: > 0 and < 600 });
    }

    [Fact]
    public void A_rejection_has_its_reason()
    {
        using (DeliveryRecord record = new(_container, Path))
        {
            record.Rejected("Corrupt");
        }

        Assert.Equal("Corrupt", _spans.Single.GetTagItem("rejection.reason"));
        Assert.Contains(("colorize.rejections", 1, "reason=Corrupt"), _measurements);
        Assert.Contains(("colorize.images", 1, "outcome=Rejected"), _measurements);
    }

    [Fact]
    public void A_try_that_fails_is_an_error()
    {
        using (DeliveryRecord record = new(_container, Path))
        {
            record.Failed("storage answered 503 ServerBusy");
        }

        Activity span = _spans.Single;
        Assert.Equal((ActivityStatusCode.Error, "storage answered 503 ServerBusy"), (span.Status, span.StatusDescription));
        Assert.Contains(("colorize.images", 1, "outcome=Failed"), _measurements);
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags is [{ Key: "container", Value: string container }, { } further] && container == _container)
        {
            _measurements.Add((instrument.Name, value, $"{further.Key}={further.Value}"));
        }
    }
}
