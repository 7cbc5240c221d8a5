using Azure;
using Colorize.Imaging;
using Colorize.Storage;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Delivery;

/// <summary>Writes down, for the person who uploaded it, why an image can never be processed, and takes that back when a newer version can.</summary>
internal sealed partial class RejectionDesk(RejectionStore store, TimeProvider time, ILogger<RejectionDesk> logger)
{
    /// <summary>Rejects a version of a blob, unless a newer one has come.</summary>
    /// <returns>Whether it was rejected.</returns>
    public async Task<bool> RejectAsync(SourceBlob source, ImageRejectedException reason, CancellationToken cancellationToken)
    {
        RejectionSlot slot = await store.LookAsync(source.Blob.BlobContainerName, source.Blob.Name, cancellationToken);
        Rejection rejection = Describe(source.Blob.BlobContainerName, source.Blob.Name, reason, source.ETagText);
        while (await source.IsNewestAsync(cancellationToken))
        {
            if (await store.TryWriteAsync(slot, rejection, cancellationToken))
            {
                LogRejected(source.Name, source.ETagText, reason.Reason, reason.Message);
                return true;
            }

            slot = await store.LookAsync(source.Blob.BlobContainerName, source.Blob.Name, cancellationToken);
        }

        return false;
    }

    /// <summary>Rejects a blob whose name no client can ask for, whatever its version.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="path">Its name.</param>
    /// <param name="eTag">The version that was seen, for the log; null if none was.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task RejectUnreadableAsync(string container, string path, ETag? eTag, CancellationToken cancellationToken)
    {
        ImageRejectedException reason = new(
            RejectionReason.WrongPath,
            $"{container}/{path} cannot be read: a part of its path is '.' or '..', or its name is too long. Upload it under a plainer name.");
        await store.WriteAsync(Describe(container, path, reason, eTag: string.Empty), cancellationToken);
        LogRejected($"{container}/{path}", eTag is null ? DeliveryRecord.NoETag : UnquotedETag.Of(eTag), reason.Reason, reason.Message);
    }

    /// <summary>Removes the rejection of an earlier version.</summary>
    public async Task ClearAsync(SourceBlob source, CancellationToken cancellationToken)
    {
        if (await store.DeleteAsync(source.Blob.BlobContainerName, source.Blob.Name, cancellationToken))
        {
            LogCleared(source.Name, source.ETagText);
        }
    }

    private Rejection Describe(string container, string path, ImageRejectedException reason, string eTag) =>
        new(container, path, reason.Reason.ToString(), reason.Message, eTag, time.GetUtcNow(), Rejection.CurrentProductVersion);

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): rejected, {Reason}: {Message}")]
    private partial void LogRejected(string blob, string eTag, RejectionReason reason, string message);

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): its earlier rejection is removed.")]
    private partial void LogCleared(string blob, string eTag);
}
