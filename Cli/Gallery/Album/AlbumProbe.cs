using Azure.Storage.Blobs;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Album;

/// <summary>Asks for the fate of single photographs: where few wait among thousands, that is cheaper than a listing.</summary>
internal sealed class AlbumProbe(StorageClients storage, AlbumIndex index)
{
    private readonly RejectionStore _rejections = new(storage);

    /// <summary>Asks for photographs side by side, and tells the index what it finds.</summary>
    public Task ProbeAsync(IEnumerable<AlbumEntry> photographs, CancellationToken cancellationToken) =>
        Task.WhenAll(photographs.Where(photograph => photograph.Reachable).Select(photograph => ProbeAsync(photograph, cancellationToken)));

    private async Task ProbeAsync(AlbumEntry photograph, CancellationToken cancellationToken)
    {
        BlobClient blob = storage.Container(ContainerNames.Colorized).GetBlobClient(photograph.Path);
        if (await blob.FindPropertiesAsync(cancellationToken) is { } there && AlbumResult.From(there.ETag, there.Metadata) is var result
            && result.SourceETag == photograph.ETag)
        {
            index.Put(photograph.Path, result);
            return;
        }

        if (await _rejections.FindAsync(ContainerNames.Grayscale, photograph.Path, cancellationToken) is { } rejection
            && rejection.SourceETag == photograph.ETag)
        {
            index.Put(rejection);
        }
    }
}
