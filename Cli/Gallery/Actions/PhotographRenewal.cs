using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Gallery.Album;
using Colorize.Inference;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Actions;

/// <summary>
/// Has photographs colorized again, as they are or with other preferences. A blob that is copied onto itself becomes a new version,
/// which the functions take for a new blob; what they made of the old one stays until they have made something of the new.
/// </summary>
internal sealed class PhotographRenewal(StorageClients storage, AlbumIndex index)
{
    /// <summary>Has a photograph colorized again.</summary>
    /// <param name="path">The photograph.</param>
    /// <param name="preferences">How it is to be coloured; null leaves its preferences as they are.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>Whether the photograph is there.</returns>
    public async Task<bool> RenewAsync(string path, ColorPreferences? preferences, CancellationToken cancellationToken)
    {
        BlobClient blob = storage.Container(ContainerNames.Grayscale).GetBlobClient(path);
        bool there = preferences is { } wanted
            ? await TryRenewAsync(blob, wanted, cancellationToken)
            : await blob.TryRenewAsync(cancellationToken);
        if (!there || await blob.FindPropertiesAsync(cancellationToken) is not { } renewed)
        {
            return false;
        }

        index.Put(new AlbumSource(path, UnquotedETag.Of(renewed.ETag), renewed.LastModified, renewed.ContentLength));
        return true;
    }

    private static async Task<bool> TryRenewAsync(BlobClient blob, ColorPreferences preferences, CancellationToken cancellationToken)
    {
        if (await blob.FindPropertiesAsync(cancellationToken) is not { } there)
        {
            return false;
        }

        BlobCopyFromUriOptions options = new()
        {
            Metadata = With(there.Metadata, preferences),
            DestinationConditions = new BlobRequestConditions { IfMatch = there.ETag },
        };
        CopyFromUriOperation copy = await blob.StartCopyFromUriAsync(blob.Uri, options, cancellationToken);
        await copy.WaitForCompletionAsync(cancellationToken);
        return true;
    }

    private static Dictionary<string, string> With(IDictionary<string, string> metadata, ColorPreferences preferences)
    {
        Dictionary<string, string> changed = new(metadata, StringComparer.OrdinalIgnoreCase);
        changed.Remove(BlobMetadata.Vividness);
        changed.Remove(BlobMetadata.Network);
        preferences.AddTo(changed);
        return changed;
    }
}
