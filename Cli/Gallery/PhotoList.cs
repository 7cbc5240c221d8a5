using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Status;
using Colorize.Storage;

namespace Colorize.Cli.Gallery;

/// <summary>Lists the photographs for the gallery, the newest first.</summary>
internal sealed class PhotoList(StorageClients storage)
{
    private const int Most = 200;

    /// <summary>The newest photographs and what has become of them.</summary>
    public async Task<IReadOnlyList<GalleryPhoto>> ReadAsync(CancellationToken cancellationToken)
    {
        ContainerCounts counts = (await new PipelineStatus(storage).CountAsync(cancellationToken).ConfigureAwait(false))[0];
        var waiting = counts.Waiting.ToHashSet(StringComparer.Ordinal);
        var blobs = new List<BlobItem>();
        BlobContainerClient grayscale = storage.Container(ContainerNames.Grayscale);
        await foreach (BlobItem item in grayscale.GetBlobsAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            blobs.Add(item);
        }

        return [.. blobs.OrderByDescending(item => item.Properties.LastModified).Take(Most).Select(item => Describe(item, counts, waiting))];
    }

    private static GalleryPhoto Describe(BlobItem item, ContainerCounts counts, HashSet<string> waiting)
    {
        string path = string.Join('/', item.Name.Split('/').Select(Uri.EscapeDataString));
        string version = Uri.EscapeDataString(item.Properties.ETag.ToString()!.Trim('"'));
        string? refusal = counts.Rejected.GetValueOrDefault(item.Name);
        bool done = refusal is null && !waiting.Contains(item.Name);
        return new(item.Name, $"/before/{path}?v={version}", done ? $"/after/{path}?v={version}" : null, refusal);
    }
}
