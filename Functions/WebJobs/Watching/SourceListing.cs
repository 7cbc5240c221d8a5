using System.Runtime.CompilerServices;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Watching;

/// <summary>Lists a container.</summary>
internal sealed class SourceListing(StorageClients storage)
{
    /// <summary>All blobs of a container.</summary>
    public async IAsyncEnumerable<BlobItem> ListAsync(string container, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in storage.Container(container).GetBlobsAsync(cancellationToken: cancellationToken))
        {
            yield return blob;
        }
    }
}
