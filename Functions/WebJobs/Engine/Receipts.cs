using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// The receipts that the engine keeps of the versions it has queued:
/// <c>azure-webjobs-hosts/blobreceipts/{host}/{function}/{ETag}/{container}/{blob}</c>. It asks for them one by one; after
/// a restart, that would take a minute for ten thousand images, and a new photograph would wait for so long.
/// </summary>
internal sealed class Receipts(StorageClients storage)
{
    /// <summary>The longest blob name whose receipt's name is not too long.</summary>
    public const int LongestBlobName = BlobPaths.MaxLength - 160;

    private const string Container = "azure-webjobs-hosts";
    private const string Prefix = $"blobreceipts/{EngineHost.Id}/";
    private const string Incomplete = "Incomplete";

    /// <summary>The versions in a container that were queued by any host at any time.</summary>
    public async Task<HashSet<ulong>> CompletedAsync(string container, CancellationToken cancellationToken)
    {
        HashSet<ulong> versions = [];
        try
        {
            await foreach (BlobItem receipt in storage.Container(Container)
                .GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, Prefix, cancellationToken))
            {
                string[] parts = receipt.Name[Prefix.Length..].Split('/', 4);
                if (parts.Length == 4 && parts[2] == container && !receipt.Metadata.ContainsKey(Incomplete))
                {
                    versions.Add(BlobVersion.Hash(parts[3], parts[1]));
                }
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // A new storage account: the engine has not run here before.
        }

        return versions;
    }
}
