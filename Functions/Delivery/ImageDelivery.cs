using System.Diagnostics;
using Azure.Storage.Blobs;
using Colorize.Imaging;
using Colorize.Storage;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Delivery;

/// <summary>
/// Takes one image from its container to the container of its output. Delivering the same image twice, from two hosts,
/// or while it is being overwritten, leaves the output of the newest version; what can never be processed is rejected
/// at the first try; any other failure is tried again with growing pauses, and thrown when that has lasted long enough.
/// </summary>
internal sealed partial class ImageDelivery(
    StorageClients storage, RejectionWriter rejections, ImageLimits limits, DeliveryRetry retry, ILogger<ImageDelivery> logger)
{
    private readonly DeliveredVersions _delivered = new();

    /// <summary>Delivers one image.</summary>
    /// <param name="path">Its blob name.</param>
    /// <param name="transform">Where it comes from, where its output goes and how that is made.</param>
    /// <param name="cancellationToken">Stops the work; the image is then left for a later try.</param>
    public async Task DeliverAsync(string path, ImageTransform transform, CancellationToken cancellationToken)
    {
        using DeliveryRecord record = new(transform.Route.Source, path);
        try
        {
            await retry.RunAsync(
                token => TryOnceAsync(path, transform, record, token),
                (exception, delay) => LogRetrying(record.Blob, record.ETag, PlainMessage.Of(exception), delay.TotalSeconds),
                cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            string reason = PlainMessage.Of(exception);
            LogFailed(record.Blob, record.ETag, reason);
            record.Failed(reason);
            throw;
        }
        catch (OperationCanceledException)
        {
            record.Outcome = DeliveryOutcome.Stopped;
            throw;
        }
    }

    // One try, in the order in which its steps stand below. What can never be processed ends in a rejection; what may pass is thrown.
    private async ValueTask TryOnceAsync(string path, ImageTransform transform, DeliveryRecord record, CancellationToken cancellationToken)
    {
        if (!BlobPaths.IsUsableSource(path))
        {
            await rejections.RejectUnusableAsync(transform.Route.Source, path, eTag: null, cancellationToken);
            record.Rejected(nameof(RejectionReason.WrongPath));
            return;
        }

        using SourceBlob? source = await SourceBlob.OpenAsync(
            storage.Container(transform.Route.Source).GetBlobClient(path), cancellationToken);
        if (source is null)
        {
            LogGone(record.Blob, record.ETag);
            record.Outcome = DeliveryOutcome.Gone;
            return;
        }

        record.Found(source);
        try
        {
            record.Outcome = await ProcessAsync(source, transform, record, cancellationToken);
        }
        catch (ImageRejectedException exception)
        {
            await RejectAsync(source, exception, record, cancellationToken);
        }
    }

    private async Task<DeliveryOutcome> ProcessAsync(
        SourceBlob source, ImageTransform transform, DeliveryRecord record, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        transform.CheckPath(source.Blob.Name);
        OutputBlob output = await FindOutputAsync(source, transform.Route, cancellationToken);
        if (output.IsMadeFrom(source))
        {
            return await FinishAsync(source, DeliveryOutcome.AlreadyDone, cancellationToken);
        }

        if (await TransformAsync(source, transform, cancellationToken) is not { } image)
        {
            return Overtaken(source);
        }

        DeliveryOutcome outcome = await output.WriteAsync(source, image, cancellationToken);
        if (outcome == DeliveryOutcome.Done)
        {
            record.Made(source, image);
            LogDone(source.Name, source.ETagText, image.Summary, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return outcome == DeliveryOutcome.Overtaken ? Overtaken(source) : await FinishAsync(source, outcome, cancellationToken);
    }

    private async Task<OutputBlob> FindOutputAsync(SourceBlob source, Route route, CancellationToken cancellationToken)
    {
        BlobClient blob = storage.Container(route.Target).GetBlobClient(route.Output(source.Blob.Name));
        return _delivered.Contains(source) ? await OutputBlob.FindAsync(blob, cancellationToken) : OutputBlob.AssumedMissing(blob);
    }

    // Null if the source has been overwritten or deleted.
    private async Task<TransformedImage?> TransformAsync(SourceBlob source, ImageTransform transform, CancellationToken cancellationToken)
    {
        limits.CheckBytes(source.Name, source.Size);
        if (await source.ReadAsync(cancellationToken) is not { } content)
        {
            return null;
        }

        TransformedImage image = await transform.RunAsync(source, content, cancellationToken);
        image.Metadata[BlobMetadata.SourceETag] = source.ETagText;
        return image;
    }

    private async Task<DeliveryOutcome> FinishAsync(SourceBlob source, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome == DeliveryOutcome.AlreadyDone)
        {
            LogAlreadyDone(source.Name, source.ETagText);
        }

        _delivered.Add(source);
        await rejections.ClearAsync(source, cancellationToken);
        return outcome;
    }

    private async Task RejectAsync(
        SourceBlob source, ImageRejectedException exception, DeliveryRecord record, CancellationToken cancellationToken)
    {
        string reason = exception.Reason.ToString();
        if (await rejections.RejectAsync(source, reason, exception.Message, cancellationToken))
        {
            record.Rejected(reason);
        }
        else
        {
            record.Outcome = Overtaken(source);
        }
    }

    private DeliveryOutcome Overtaken(SourceBlob source)
    {
        LogOvertaken(source.Name, source.ETagText);
        return DeliveryOutcome.Overtaken;
    }

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): {Summary} in {Milliseconds} ms.")]
    private partial void LogDone(string blob, string eTag, string summary, long milliseconds);

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): its output is already there.")]
    private partial void LogAlreadyDone(string blob, string eTag);

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): it was deleted before its turn came.")]
    private partial void LogGone(string blob, string eTag);

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): it was overwritten or deleted meanwhile; a newer version has its own turn.")]
    private partial void LogOvertaken(string blob, string eTag);

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): this try failed: {Reason}; trying again in {Seconds:0.0} s.")]
    private partial void LogRetrying(string blob, string eTag, string reason, double seconds);

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): this try failed: {Reason}")]
    private partial void LogFailed(string blob, string eTag, string reason);
}
