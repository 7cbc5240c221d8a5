using Colorize.Cli.Gallery.Album;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Actions;

/// <summary>Deletes photographs with all that was made of them.</summary>
internal sealed class PhotographDeletion(StorageClients storage, AlbumIndex index)
{
    private readonly RejectionStore _rejections = new(storage);

    /// <summary>Deletes a photograph, its result and its rejection. What is gone already is no error.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        // The source first: a result without a source is forgotten, a source without a result would be colorized again.
        await storage.Container(ContainerNames.Grayscale).GetBlobClient(path).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        index.Remove(path);
        await storage.Container(ContainerNames.Colorized).GetBlobClient(path).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await _rejections.DeleteAsync(ContainerNames.Grayscale, path, cancellationToken);
    }
}
