using Colorize.Functions.Delivery;
using Colorize.Storage;
using Microsoft.Azure.Storage.Blob;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Knows which versions of which blobs the engine has been told of.</summary>
internal sealed class BlobNews(Receipts receipts, RejectionDesk rejections)
{
    // The engine goes through one container's news before it looks at the next: a photograph should not wait until a
    // dataset of ten thousand images is queued.
    private const int MostAtOnce = 300;

    private readonly Dictionary<string, HashSet<ulong>> _known = [];

    /// <summary>The versions in a container that have not been told before, newest first.</summary>
    /// <param name="container">The container.</param>
    /// <param name="listAsync">Lists it from a continuation token on.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    public async Task<IReadOnlyList<ICloudBlob>> OfAsync(
        string container, Func<BlobContinuationToken?, Task<BlobResultSegment>> listAsync, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(container, out HashSet<ulong>? known))
        {
            known = await receipts.CompletedAsync(container, cancellationToken);
        }

        // Rebuilt at each listing, so that it forgets what has been deleted.
        HashSet<ulong> present = new(known.Count);
        List<ICloudBlob> fresh = [];
        await foreach (ICloudBlob blob in AllAsync(listAsync))
        {
            ulong version = BlobVersion.Hash(blob.Name, blob.Properties.ETag);
            if (known.Contains(version))
            {
                present.Add(version);
            }
            else
            {
                fresh.Add(blob);
            }
        }

        List<ICloudBlob> told = [.. fresh.OrderByDescending(blob => blob.Properties.LastModified).Take(MostAtOnce)];
        present.UnionWith(told.Select(blob => BlobVersion.Hash(blob.Name, blob.Properties.ETag)));
        _known[container] = present;
        return await RejectUnreadableAsync(container, told, cancellationToken);
    }

    private static async IAsyncEnumerable<ICloudBlob> AllAsync(Func<BlobContinuationToken?, Task<BlobResultSegment>> listAsync)
    {
        BlobContinuationToken? token = null;
        do
        {
            BlobResultSegment segment = await listAsync(token);
            foreach (ICloudBlob blob in segment.Results.OfType<ICloudBlob>())
            {
                yield return blob;
            }

            token = segment.ContinuationToken;
        }
        while (token is not null);
    }

    // The engine would stop at these: it cannot ask for them, or cannot write their receipts.
    private async Task<IReadOnlyList<ICloudBlob>> RejectUnreadableAsync(
        string container, List<ICloudBlob> blobs, CancellationToken cancellationToken)
    {
        List<ICloudBlob> readable = [];
        foreach (ICloudBlob blob in blobs)
        {
            if (BlobPaths.IsAddressable(blob.Name) && blob.Name.Length <= Receipts.LongestBlobName)
            {
                readable.Add(blob);
            }
            else
            {
                await rejections.RejectUnreadableAsync(container, blob.Name, cancellationToken);
            }
        }

        return readable;
    }
}
