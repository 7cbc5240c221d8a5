using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Blob;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>A container whose listing is empty for the engine's own scan; <see cref="BlobWatch"/> looks after the container.</summary>
internal sealed class SilentContainer(StorageUri address, StorageCredentials credentials) : CloudBlobContainer(address, credentials)
{
    public override Task<BlobResultSegment> ListBlobsSegmentedAsync(
        string prefix,
        bool useFlatBlobListing,
        BlobListingDetails blobListingDetails,
        int? maxResults,
        BlobContinuationToken currentToken,
        BlobRequestOptions options,
        OperationContext operationContext,
        CancellationToken cancellationToken) => Task.FromResult(new BlobResultSegment([], continuationToken: null));
}
