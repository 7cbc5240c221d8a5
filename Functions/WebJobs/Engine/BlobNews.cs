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
            else if (IsReadable(blob))
            {
                fresh.Add(blob);
            }
            else
            {
                await rejections.RejectUnreadableAsync(container, blob.Name, blob.Properties.ETag, cancellationToken);
                present[version] = true;
            }
        }

        _known[container] = present;
        return [.. fresh.OrderByDescending(blob => blob.Properties.LastModified)];
    }

    /// <summary>
    /// Compares what is known with the receipts, after storage may have lost some of what it had accepted: what has no
    /// receipt any more is news again.
    /// </summary>
    /// <returns>The versions that have a receipt, but that the engine has not done with. When nothing waits, their messages are lost.</returns>
    public async Task<IReadOnlyList<BlobItem>> ReviewAsync(string container, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<ulong, bool> announced = await receipts.CompletedAsync(container, cancellationToken);
        ConcurrentDictionary<ulong, bool> present = [];
        List<BlobItem> unfinished = [];
        await foreach (BlobItem blob in storage.Container(container).GetBlobsAsync(cancellationToken: cancellationToken))
        {
            ulong version = Version(blob);
            bool isAnnounced = announced.TryGetValue(version, out bool isFinished);
            if (isAnnounced && !isFinished)
            {
                unfinished.Add(blob);
            }

            if (isAnnounced || (!IsReadable(blob) && _known[container].ContainsKey(version)))
            {
                present[version] = true;
            }
        }

        _known[container] = present;
        return unfinished;
    }

    /// <summary>Remembers that a version has been announced.</summary>
    public void Remember(string container, BlobItem blob) => _known[container][Version(blob)] = true;

    // The engine would stop at others: it cannot ask for them, or cannot write their receipts.
    private static bool IsReadable(BlobItem blob) => BlobPaths.IsAddressable(blob.Name) && blob.Name.Length <= Receipts.LongestBlobName;

    private static ulong Version(BlobItem blob) => BlobVersion.Hash(blob.Name, blob.Properties.ETag?.ToString() ?? string.Empty);
}
