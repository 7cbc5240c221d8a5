using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// The receipts of the versions that have been queued, as the engine keeps them:
/// <c>azure-webjobs-hosts/blobreceipts/{host}/{function}/{ETag}/{container}/{blob}</c>. Of several hosts that see a blob
/// at once, the one that creates its receipt queues it.
/// </summary>
internal sealed class Receipts(StorageClients storage, TimeProvider time)
{
    /// <summary>The container that the engine keeps for itself.</summary>
    public const string Container = "azure-webjobs-hosts";

    /// <summary>The longest blob name whose receipt's name is not too long.</summary>
    public const int LongestBlobName = BlobPaths.MaxLength - 160;

    private const string Prefix = $"blobreceipts/{EngineHost.Id}/";
    private const string Incomplete = "Incomplete";

    // After this time, the host that has not completed a receipt has ended before it could.
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(30);

    private readonly BlobContainerClient _receipts = storage.Container(Container);

    /// <summary>The versions in a container that were queued by any host at any time.</summary>
    public async Task<ConcurrentDictionary<ulong, bool>> CompletedAsync(string container, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<ulong, bool> versions = [];
        await foreach (BlobItem receipt in _receipts.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, Prefix, cancellationToken))
        {
            string[] parts = receipt.Name[Prefix.Length..].Split('/', 4);
            if (parts.Length == 4 && parts[2] == container && !receipt.Metadata.ContainsKey(Incomplete))
            {
                versions[BlobVersion.Hash(parts[3], parts[1])] = true;
            }
        }

        return versions;
    }

    /// <summary>Claims a version for this host.</summary>
    public async Task<ReceiptClaim> ClaimAsync(string function, string eTag, string container, string path, CancellationToken cancellationToken)
    {
        BlobClient receipt = _receipts.GetBlobClient($"{Prefix}{function}/{eTag}/{container}/{path}");
        BlobUploadOptions options = new()
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            Metadata = new Dictionary<string, string> { [Incomplete] = Incomplete },
        };
        try
        {
            await receipt.UploadAsync(BinaryData.Empty, options, cancellationToken);
            return new ReceiptClaim(receipt, ReceiptState.Ours);
        }
        catch (RequestFailedException e) when (e.Status == 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.LeaseIdMissing)
        {
            BlobProperties properties = await receipt.GetPropertiesAsync(cancellationToken: cancellationToken);
            return new ReceiptClaim(receipt, StateOf(properties));
        }
    }

    /// <summary>Writes down that a version has been queued.</summary>
    public static async Task CompleteAsync(ReceiptClaim claim) =>
        await claim.Receipt.SetMetadataAsync(new Dictionary<string, string>(), cancellationToken: CancellationToken.None);

    private ReceiptState StateOf(BlobProperties receipt)
    {
        if (!receipt.Metadata.ContainsKey(Incomplete))
        {
            return ReceiptState.Completed;
        }

        return time.GetUtcNow() - receipt.LastModified > Abandoned ? ReceiptState.Ours : ReceiptState.AnotherHosts;
    }
}
