using Azure.Storage.Blobs.Models;
using Colorize.Functions.Delivery;
using Colorize.Storage;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Knows which versions of which blobs the engine has been told of.</summary>
internal sealed partial class BlobNews(StorageClients storage, Receipts receipts, RejectionDesk rejections, ILogger<BlobNews> logger)
{
    // The engine goes through one container's news before it looks at the next: a photograph should not wait until a
    // dataset of ten thousand images is queued.
    private const int MostAtOnce = 300;

    private readonly Dictionary<string, HashSet<ulong>> _known = [];
    private readonly HashSet<string> _away = [];

    /// <summary>The versions in a container that have not been told before, newest first. None while storage is away.</summary>
    public async Task<IReadOnlyList<BlobItem>> OfAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<BlobItem> news = await FindAsync(container, cancellationToken);
            if (_away.Remove(container))
            {
                LogListed(container);
            }

            return news;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (_away.Add(container))
            {
                LogNotListed(container, PlainMessage.Of(e));
            }

            return [];
        }
    }

    private async Task<IReadOnlyList<BlobItem>> FindAsync(string container, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(container, out HashSet<ulong>? known))
        {
            known = await receipts.CompletedAsync(container, cancellationToken);
        }

        // Rebuilt at each listing, so that it forgets what has been deleted.
        HashSet<ulong> present = new(known.Count);
        List<BlobItem> fresh = [];
        await foreach (BlobItem blob in storage.Container(container).GetBlobsAsync(cancellationToken: cancellationToken))
        {
            ulong version = Version(blob);
            if (known.Contains(version))
            {
                present.Add(version);
            }
            else
            {
                fresh.Add(blob);
            }
        }

        List<BlobItem> told = [.. fresh.OrderByDescending(blob => blob.Properties.LastModified).Take(MostAtOnce)];
        List<BlobItem> readable = await RejectUnreadableAsync(container, told, cancellationToken);
        present.UnionWith(told.Select(Version));
        _known[container] = present;
        return readable;
    }

    // The engine would stop at these: it cannot ask for them, or cannot write their receipts.
    private async Task<List<BlobItem>> RejectUnreadableAsync(string container, List<BlobItem> blobs, CancellationToken cancellationToken)
    {
        List<BlobItem> readable = [];
        foreach (BlobItem blob in blobs)
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

    private static ulong Version(BlobItem blob) => BlobVersion.Hash(blob.Name, blob.Properties.ETag?.ToString() ?? string.Empty);

    [LoggerMessage(LogLevel.Warning, "{Container}/ cannot be listed; asking again every two seconds: {Reason}")]
    private partial void LogNotListed(string container, string reason);

    [LoggerMessage(LogLevel.Information, "{Container}/ can be listed again.")]
    private partial void LogListed(string container);
}
