using System.Runtime.CompilerServices;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Blob;

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
        IReadOnlyList<ICloudBlob> fresh = await news.OfAsync(Name, ListAsync, cancellationToken);
        DateTimeOffset later = DateTimeOffset.UnixEpoch.AddSeconds(++_listings);
        foreach (ICloudBlob blob in fresh)
        {
            SetLastModified(blob.Properties, later);
        }

        return new BlobResultSegment(fresh, continuationToken: null);

        Task<BlobResultSegment> ListAsync(BlobContinuationToken? token) => base.ListBlobsSegmentedAsync(
            prefix, useFlatBlobListing, blobListingDetails, maxResults, token, options, operationContext, cancellationToken);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_LastModified")]
    private static extern void SetLastModified(BlobProperties properties, DateTimeOffset? value);
}
