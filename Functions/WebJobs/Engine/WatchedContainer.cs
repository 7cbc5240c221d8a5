using System.Runtime.CompilerServices;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Blob;
using BlobType = Azure.Storage.Blobs.Models.BlobType;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// A container whose listing holds what is new and nothing else. The engine takes for new what was modified later than
/// all it saw before; since times of modification are whole seconds, a blob that appears in a second after its listing
/// is never seen. Here blobs are told apart by name and ETag, and the time only counts the listings.
/// </summary>
internal sealed class WatchedContainer(StorageUri address, StorageCredentials credentials, BlobNews news) : CloudBlobContainer(address, credentials)
{
    private int _listings;

    public override async Task<BlobResultSegment> ListBlobsSegmentedAsync(
        string prefix,
        bool useFlatBlobListing,
        BlobListingDetails blobListingDetails,
        int? maxResults,
        BlobContinuationToken currentToken,
        BlobRequestOptions options,
        OperationContext operationContext,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<BlobItem> fresh = await news.OfAsync(Name, cancellationToken);
        DateTimeOffset later = DateTimeOffset.UnixEpoch.AddSeconds(++_listings);
        return new BlobResultSegment([.. fresh.Select(blob => Reference(blob, later))], continuationToken: null);
    }

    private CloudBlob Reference(BlobItem blob, DateTimeOffset modified)
    {
        CloudBlob reference = blob.Properties.BlobType switch
        {
            BlobType.Page => GetPageBlobReference(blob.Name),
            BlobType.Append => GetAppendBlobReference(blob.Name),
            _ => GetBlockBlobReference(blob.Name),
        };
        SetLastModified(reference.Properties, modified);
        return reference;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_LastModified")]
    private static extern void SetLastModified(Microsoft.Azure.Storage.Blob.BlobProperties properties, DateTimeOffset? value);
}
