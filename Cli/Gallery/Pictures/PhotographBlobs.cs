using Azure.Storage.Blobs;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Pictures;

/// <summary>The blobs that a page may see: photographs as they came in, and in colour.</summary>
internal sealed class PhotographBlobs(StorageClients storage)
{
    /// <summary>A blob, or null where a page may not see it or nobody could ask for it.</summary>
    public BlobClient? Find(string container, string path) =>
        container is ContainerNames.Grayscale or ContainerNames.Colorized && BlobPaths.IsAddressable(path)
            ? storage.Container(container).GetBlobClient(path)
            : null;
}
