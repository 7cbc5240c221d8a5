using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Dropping;
using Colorize.Cli.Gallery.Album;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Actions;

/// <summary>
/// Has photographs colorized again, as they are or with another wish. A blob that is copied onto itself becomes a new version,
/// which the functions take for a new blob; what they made of the old one stays until they have made something of the new.
/// </summary>
internal sealed class PhotographRenewal(StorageClients storage, AlbumIndex index)
{
    /// <summary>Has a photograph colorized again.</summary>
    /// <param name="path">The photograph.</param>
    /// <param name="wish">What is wished for it; null leaves its wish as it is.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>Whether the photograph is there.</returns>
    public async Task<bool> RenewAsync(string path, ColorWish? wish, CancellationToken cancellationToken)
    {
        BlobClient blob = storage.Container(ContainerNames.Grayscale).GetBlobClient(path);
        bool there = wish is null ? await blob.TryRenewAsync(cancellationToken) : await TryRenewAsync(blob, wish, cancellationToken);
        if (!there || await blob.FindPropertiesAsync(cancellationToken) is not { } renewed)
        {
            return false;
        }

        index.Put(new AlbumSource(path, UnquotedETag.Of(renewed.ETag), renewed.LastModified, renewed.ContentLength));
        return true;
    }

    private static async Task<bool> TryRenewAsync(BlobClient blob, ColorWish wish, CancellationToken cancellationToken)
    {
        if (await blob.FindPropertiesAsync(cancellationToken) is not { } there)
        {
            return false;
        }

        BlobCopyFromUriOptions options = new()
        {
            Metadata = With(there.Metadata, wish),
            DestinationConditions = new BlobRequestConditions { IfMatch = there.ETag },
        };
        CopyFromUriOperation copy = await blob.StartCopyFromUriAsync(blob.Uri, options, cancellationToken);
        await copy.WaitForCompletionAsync(cancellationToken);
        return true;
    }

    private static Dictionary<string, string> With(IDictionary<string, string> metadata, ColorWish wish)
    {
        Dictionary<string, string> changed = new(metadata, StringComparer.OrdinalIgnoreCase);
        changed.Remove(BlobMetadata.Vividness);
        changed.Remove(BlobMetadata.Network);
        wish.AddTo(changed);
        return changed;
    }
}
