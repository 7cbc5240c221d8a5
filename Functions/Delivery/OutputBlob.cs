using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Functions.Delivery;

/// <summary>
/// The place of an output as it was seen at one moment. Writing succeeds only if it still looks the same, so that of
/// two writers the slower one learns of the other.
/// </summary>
/// <param name="Blob">The output.</param>
/// <param name="ETag">Its version, or null if it was not there.</param>
/// <param name="MadeFrom">The ETag of the source that it was made from, if it says so.</param>
internal sealed record OutputBlob(BlobClient Blob, ETag? ETag, string? MadeFrom)
{
    // Up to this size an output is sent in one request; a larger one goes in blocks, which appear together.
    private const long BlockSize = 8 << 20;

    /// <summary>Looks at an output.</summary>
    public static async Task<OutputBlob> LookAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return new OutputBlob(blob, properties.ETag, properties.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? made) ? made : null);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new OutputBlob(blob, null, null);
        }
    }

    /// <summary>Whether the output was made from this version of its source.</summary>
    public bool IsMadeFrom(SourceBlob source) => MadeFrom == source.ETagText;

    /// <summary>Writes the output, whole, unless it has changed since it was looked at.</summary>
    /// <returns>Whether it was written.</returns>
    public async Task<bool> TryWriteAsync(Product product, CancellationToken cancellationToken)
    {
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = product.ContentType },
            Metadata = product.Metadata,
            Conditions = ETag is null ? new() { IfNoneMatch = Azure.ETag.All } : new() { IfMatch = ETag },
            TransferOptions = new StorageTransferOptions { InitialTransferSize = BlockSize, MaximumTransferSize = BlockSize, MaximumConcurrency = 2 },
        };
        try
        {
            await Blob.UploadAsync(BinaryData.FromBytes(product.Content), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (IsLostRace(e))
        {
            return false;
        }
    }

    // A writer that commits its blocks discards those of the others.
    private static bool IsLostRace(RequestFailedException e) =>
        e.Status == 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.InvalidBlockList;
}
