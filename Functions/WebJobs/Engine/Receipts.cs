using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// The receipts of the versions that have been queued, as the engine keeps them:
/// <c>azure-webjobs-hosts/blobreceipts/{host}/{function}/{ETag}/{container}/{blob}</c>. Of several hosts that see a blob
/// at once, the one that creates its receipt queues it. A receipt also says when the engine is done with its version, so
/// that a message which storage has lost can be missed.
/// </summary>
internal sealed class Receipts(StorageClients storage, TimeProvider time)
{
    /// <summary>The container that the engine keeps for itself.</summary>
    public const string Container = "azure-webjobs-hosts";

    /// <summary>The longest blob name whose receipt's name is not too long.</summary>
    public const int LongestBlobName = BlobPaths.MaxLength - 160;

    private const string Prefix = $"blobreceipts/{EngineHost.Id}/";
    private const string Incomplete = "Incomplete";
    private const string Finished = "Finished";

    // After this time, the host that has not completed a receipt has ended before it could.
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(30);

    private readonly BlobContainerClient _receipts = storage.Container(Container);

    /// <summary>The versions in a container that were queued by any host at any time, and whether the engine is done with them.</summary>
    public async Task<ConcurrentDictionary<ulong, bool>> CompletedAsync(string container, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<ulong, bool> versions = [];
        await foreach (BlobItem receipt in _receipts.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, Prefix, cancellationToken))
        {
            string[] parts = receipt.Name[Prefix.Length..].Split('/', 4);
            if (parts.Length == 4 && parts[2] == container && !receipt.Metadata.ContainsKey(Incomplete))
            {
                versions[BlobVersion.Hash(parts[3], parts[1])] = receipt.Metadata.ContainsKey(Finished);
            }
        }

        return versions;
    }

    /// <summary>Claims a version for this host.</summary>
    public async Task<ReceiptClaim> ClaimAsync(string function, string eTag, string container, string path, CancellationToken cancellationToken)
    {
        BlobClient receipt = Receipt(function, eTag, container, path);
        BlobUploadOptions options = new()
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            Metadata = new Dictionary<string, string> { [Incomplete] = Incomplete },
        };
        try
        {
            BlobContentInfo created = await receipt.UploadAsync(BinaryData.Empty, options, cancellationToken);
            return new ReceiptClaim(receipt, created.ETag, ReceiptState.Ours);
        }
        catch (RequestFailedException e) when (e.Status == 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.LeaseIdMissing)
        {
            BlobProperties properties = await receipt.GetPropertiesAsync(cancellationToken: cancellationToken);
            return new ReceiptClaim(receipt, properties.ETag, StateOf(properties));
        }
    }

    /// <summary>Writes down that a version has been queued.</summary>
    public static async Task CompleteAsync(ReceiptClaim claim)
    {
        try
        {
            await claim.Receipt.SetMetadataAsync(
                new Dictionary<string, string>(), new BlobRequestConditions { IfMatch = claim.Version }, CancellationToken.None);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // The engine is done with it already.
        }
    }

    /// <summary>Writes down that the engine is done with a version: it has its output or rejection, or was given up.</summary>
    public async Task FinishAsync(string function, string eTag, string container, string path, CancellationToken cancellationToken)
    {
        try
        {
            await Receipt(function, eTag, container, path)
                .SetMetadataAsync(new Dictionary<string, string> { [Finished] = Finished }, cancellationToken: cancellationToken);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // The version is queued once more, and then its output is there.
        }
    }

    private BlobClient Receipt(string function, string eTag, string container, string path) =>
        _receipts.GetBlobClient($"{Prefix}{function}/{eTag}/{container}/{path}");

    private ReceiptState StateOf(BlobProperties receipt)
    {
        if (!receipt.Metadata.ContainsKey(Incomplete))
        {
            return ReceiptState.Completed;
        }

        return time.GetUtcNow() - receipt.LastModified > Abandoned ? ReceiptState.Ours : ReceiptState.AnotherHosts;
    }
}
