using Azure;
using Colorize.Imaging;
using Colorize.Storage;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Delivery;

/// <summary>
/// Writes down, for the person who uploaded it, why an image has no output, and takes that back when a newer version has one.
/// </summary>
internal sealed partial class RejectionWriter(RejectionStore store, TimeProvider time, ILogger<RejectionWriter> logger)
{
    private const int MaxLostRaces = 10;

    private readonly RejectionListing _listing = new(store);

    /// <summary>Rejects a version of a blob, unless a newer one has come.</summary>
    /// <param name="source">The version.</param>
    /// <param name="reason">Why, as a code for programs.</param>
    /// <param name="message">Why, for a person.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>Whether it was rejected.</returns>
    public async Task<bool> RejectAsync(SourceBlob source, string reason, string message, CancellationToken cancellationToken)
    {
        (string container, string path) = (source.Blob.BlobContainerName, source.Blob.Name);
        ETag? earlier = await store.FindVersionAsync(container, path, cancellationToken);
        Rejection rejection = Describe(container, path, reason, message, source.ETagText);
        for (int lostRaces = 0; await source.IsNewestAsync(cancellationToken); lostRaces++)
        {
            if (await store.TryWriteAsync(rejection, earlier, cancellationToken))
            {
                LogRejected(source.Name, source.ETagText, reason, message);
                return true;
            }

            if (lostRaces == MaxLostRaces)
            {
                throw new IOException($"the rejection of {source.Name} cannot be written: it changes all the time");
            }

            earlier = await store.FindVersionAsync(container, path, cancellationToken);
        }

        return false;
    }

    /// <summary>Rejects a blob whose name cannot be processed, whatever its version.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="path">Its name.</param>
    /// <param name="eTag">The version that was seen, for the log; null if none was.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task RejectUnusableAsync(string container, string path, ETag? eTag, CancellationToken cancellationToken)
    {
        const string Reason = nameof(RejectionReason.WrongPath);
        string message =
            $"{container}/{path} cannot be read: a part of its path is '.' or '..', it has a control character, or it is longer than "
            + $"{BlobPaths.MaxSourceLength:N0} characters. Upload it under a plainer name.";
        await store.WriteAsync(Describe(container, path, Reason, message, eTag: string.Empty), cancellationToken);
        LogRejected($"{container}/{path}", eTag is null ? DeliveryRecord.NoETag : UnquotedETag.Of(eTag), Reason, message);
    }

    /// <summary>Removes the rejection of an earlier version.</summary>
    public async Task ClearAsync(SourceBlob source, CancellationToken cancellationToken)
    {
        if (await _listing.MayHaveAsync(source.Blob.BlobContainerName, source.Blob.Name, source.Opened, cancellationToken)
            && await store.DeleteAsync(source.Blob.BlobContainerName, source.Blob.Name, cancellationToken))
        {
            LogCleared(source.Name, source.ETagText);
        }
    }

    private Rejection Describe(string container, string path, string reason, string message, string eTag) =>
        new(container, path, reason, message, eTag, time.GetUtcNow(), Rejection.CurrentProductVersion);

    [LoggerMessage(LogLevel.Warning, "{Blob} ({ETag}): rejected, {Reason}: {Message}")]
    private partial void LogRejected(string blob, string eTag, string reason, string message);

    [LoggerMessage(LogLevel.Information, "{Blob} ({ETag}): its earlier rejection is removed.")]
    private partial void LogCleared(string blob, string eTag);
}
