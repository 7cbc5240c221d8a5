using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Telemetry;

namespace Colorize.Functions.Delivery;

/// <summary>
/// The place of an output as it was seen, or is assumed to be, at one moment. Writing succeeds only if it still looks the same, so that of
/// two writers the slower one learns of the other.
/// </summary>
/// <param name="Blob">The output.</param>
/// <param name="ETag">Its version, or null if it was not there.</param>
/// <param name="MadeFrom">The ETag of the source that it was made from, if it says so.</param>
internal sealed record OutputBlob(BlobClient Blob, ETag? ETag, string? MadeFrom)
{
    // Up to this size an output is sent in one request; a larger one goes in blocks, which appear together.
    private const long BlockSize = 8 << 20;

    // Each lost race means that somebody else has written the output; more of them in a row are no races.
    private const int MaxLostRaces = 10;

    /// <summary>An output that is taken not to be there. Where that is wrong, writing it fails.</summary>
    public static OutputBlob AssumedMissing(BlobClient blob) => new(blob, ETag: null, MadeFrom: null);

    /// <summary>The output as it is now.</summary>
    public static async Task<OutputBlob> FindAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        BlobProperties? properties = await blob.FindPropertiesAsync(cancellationToken);
        return new OutputBlob(
            blob, properties?.ETag, properties?.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? made) == true ? made : null);
    }

    /// <summary>Whether the output was made from this version of its source.</summary>
    public bool IsMadeFrom(SourceBlob source) => MadeFrom == source.ETagText;

    /// <summary>
    /// Writes the output, whole, if no newer version of its source has come. The order makes the newest win: the output was found, or
    /// assumed not to be there, before the source is checked. Whoever writes a newer version after that fails the write below; whoever did
    /// so before it has changed the source by now.
    /// </summary>
    /// <returns>Done, already done by somebody else, or overtaken.</returns>
    /// <exception cref="RequestFailedException">Storage refuses, for one because the output is under lease.</exception>
    public async Task<DeliveryOutcome> WriteAsync(SourceBlob source, TransformedImage image, CancellationToken cancellationToken)
    {
        using Stage uploading = Stage.Upload();
        OutputBlob output = this;
        for (int lostRaces = 0; await source.IsNewestAsync(cancellationToken); lostRaces++)
        {
            if (await output.TryWriteAsync(image, cancellationToken))
            {
                return DeliveryOutcome.Done;
            }

            output = await FindAsync(Blob, cancellationToken);
            if (output.IsMadeFrom(source))
            {
                return DeliveryOutcome.AlreadyDone;
            }

            if (lostRaces == MaxLostRaces)
            {
                throw new IOException($"{Blob.BlobContainerName}/{Blob.Name} cannot be written: it changes all the time");
            }
        }

        return DeliveryOutcome.Overtaken;
    }

    /// <summary>Writes the output unless it has changed since it was found.</summary>
    /// <returns>Whether it was written.</returns>
    internal async Task<bool> TryWriteAsync(TransformedImage image, CancellationToken cancellationToken)
    {
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = image.ContentType },
            Metadata = image.Metadata,
            Conditions = ETag is null ? new() { IfNoneMatch = Azure.ETag.All } : new() { IfMatch = ETag },
            TransferOptions =
                new StorageTransferOptions { InitialTransferSize = BlockSize, MaximumTransferSize = BlockSize, MaximumConcurrency = 2 },
        };
        try
        {
            await Blob.UploadAsync(BinaryData.FromBytes(image.Content), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsLostRace())
        {
            return false;
        }
    }
}
