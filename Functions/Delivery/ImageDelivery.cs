using System.Diagnostics;
using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Telemetry;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Delivery;

/// <summary>
/// Takes one image from its container to the container of its output. Delivering the same image twice, from two hosts,
/// or while it is being overwritten, leaves the output of the newest version; what can never be processed is rejected
/// at the first try; any other failure is thrown, and whoever called tries again.
/// </summary>
internal sealed partial class ImageDelivery(StorageClients storage, RejectionDesk rejections, ImageLimits limits, ILogger<ImageDelivery> logger)
{
    /// <summary>Delivers one image.</summary>
    /// <param name="container">The container that it came to.</param>
    /// <param name="path">Its blob name.</param>
    /// <param name="recipe">Where its output goes and how it is made.</param>
    /// <param name="cancellationToken">Stops the work; the image is then left for a later try.</param>
    public async Task DeliverAsync(string container, string path, Recipe recipe, CancellationToken cancellationToken)
    {
        using DeliveryRecord record = new(container, path);
        try
        {
            await DeliverAsync(container, path, recipe, record, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            string reason = PlainMessage.Of(e);
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

    private async Task DeliverAsync(string container, string path, Recipe recipe, DeliveryRecord record, CancellationToken cancellationToken)
    {
        if (!BlobPaths.IsAddressable(path))
        {
            await rejections.RejectUnreadableAsync(container, path, eTag: null, cancellationToken);
            record.Rejected(nameof(RejectionReason.WrongPath));
            return;
        }

        SourceBlob? source = await SourceBlob.FindAsync(storage.Container(container).GetBlobClient(path), cancellationToken);
        if (source is null)
        {
            LogGone(record.Blob, record.ETag);
            record.Outcome = DeliveryOutcome.Gone;
            return;
        }

        record.Found(source);
        try
        {
            record.Outcome = await DeliverAsync(source, recipe, record, cancellationToken);
        }
        catch (ImageRejectedException e)
        {
            if (await rejections.RejectAsync(source, e, cancellationToken))
            {
                record.Rejected(e.Reason.ToString());
            }
            else
            {
                record.Outcome = Overtaken(source);
            }
        }
    }

    private async Task<DeliveryOutcome> DeliverAsync(
        SourceBlob source, Recipe recipe, DeliveryRecord record, CancellationToken cancellationToken)
    {
        DeliveryOutcome outcome = DeliveryOutcome.Done;
        long started = Stopwatch.GetTimestamp();
        OutputBlob output = await OutputBlob.LookAsync(
            storage.Container(recipe.OutputContainer).GetBlobClient(recipe.OutputPath(source.Blob.Name)), cancellationToken);
        if (output.IsMadeFrom(source))
        {
            LogAlreadyDone(source.Name, source.ETagText);
            outcome = DeliveryOutcome.AlreadyDone;
        }
        else if (!await MakeAndPublishAsync(source, output, recipe, record, started, cancellationToken))
        {
            return Overtaken(source);
        }

        await rejections.ClearAsync(source, cancellationToken);
        return outcome;
    }

    private DeliveryOutcome Overtaken(SourceBlob source)
    {
        LogOvertaken(source.Name, source.ETagText);
        return DeliveryOutcome.Overtaken;
    }

    private async Task<bool> MakeAndPublishAsync(
        SourceBlob source, OutputBlob output, Recipe recipe, DeliveryRecord record, long started, CancellationToken cancellationToken)
    {
        limits.CheckBytes(source.Name, source.Size);
        if (await source.DownloadAsync(cancellationToken) is not { } content)
        {
            return false;
        }

        Product product = await recipe.MakeAsync(source, content.ToMemory(), cancellationToken);
        product.Metadata[BlobMetadata.SourceETag] = source.ETagText;
        if (!await PublishAsync(source, output, product, cancellationToken))
        {
            return false;
        }

        record.Made(source, product);
        LogDone(source.Name, source.ETagText, product.Summary, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return true;
    }

    // The order makes the newest win: the output was looked at before the source is checked. Whoever publishes a newer
    // version after that look fails the write below; whoever did so before it has changed the source by now.
    private static async Task<bool> PublishAsync(SourceBlob source, OutputBlob output, Product product, CancellationToken cancellationToken)
    {
        using Stage uploading = Stage.Upload();
        while (await source.IsNewestAsync(cancellationToken))
        {
            if (await output.TryWriteAsync(product, cancellationToken))
            {
                return true;
            }

            output = await OutputBlob.LookAsync(output.Blob, cancellationToken);
            if (output.IsMadeFrom(source))
            {
                return true;
            }
        }

        return false;
    }

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): {Summary} in {Milliseconds} ms.")]
    private partial void LogDone(string blob, string eTag, string summary, long milliseconds);

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): its output is already there.")]
    private partial void LogAlreadyDone(string blob, string eTag);

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): it was deleted before its turn came.")]
    private partial void LogGone(string blob, string eTag);

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): it was overwritten or deleted meanwhile; a newer version has its own turn.")]
    private partial void LogOvertaken(string blob, string eTag);

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): this try failed: {Reason}")]
    private partial void LogFailed(string blob, string eTag, string reason);
}
