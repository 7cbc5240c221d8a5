using System.Collections.Concurrent;
using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Knows which versions of which blobs have been announced to their function.</summary>
internal sealed class BlobNews(StorageClients storage, Receipts receipts, RejectionDesk rejections)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<ulong, bool>> _known = [];

    /// <summary>The versions in a container that have not been announced, newest first: a photograph that has just been dropped goes before a dataset.</summary>
    public async Task<IReadOnlyList<BlobItem>> FindAsync(string container, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(container, out ConcurrentDictionary<ulong, bool>? known))
        {
            known = await receipts.CompletedAsync(container, cancellationToken);
        }

        // Rebuilt at each listing, so that it forgets what has been deleted.
        ConcurrentDictionary<ulong, bool> present = [];
        List<BlobItem> fresh = [];
        await foreach (BlobItem blob in storage.Container(container).GetBlobsAsync(cancellationToken: cancellationToken))
        {
            ulong version = Version(blob);
            if (known.ContainsKey(version))
            {
                present[version] = true;
            }
            else if (await IsReadableAsync(container, blob, cancellationToken))
            {
                fresh.Add(blob);
            }
            else
            {
                present[version] = true;
            }
        }

        _known[container] = present;
        return [.. fresh.OrderByDescending(blob => blob.Properties.LastModified)];
    }

    /// <summary>Remembers that a version has been announced.</summary>
    public void Remember(string container, BlobItem blob) => _known[container][Version(blob)] = true;

    // The engine would stop at these: it cannot ask for them, or cannot write their receipts.
    private async Task<bool> IsReadableAsync(string container, BlobItem blob, CancellationToken cancellationToken)
    {
        if (BlobPaths.IsAddressable(blob.Name) && blob.Name.Length <= Receipts.LongestBlobName)
        {
            return true;
        }

        await rejections.RejectUnreadableAsync(container, blob.Name, cancellationToken);
        return false;
    }

    private static ulong Version(BlobItem blob) => BlobVersion.Hash(blob.Name, blob.Properties.ETag?.ToString() ?? string.Empty);
}
