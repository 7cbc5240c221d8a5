using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Files;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>
/// Puts photographs into <c>grayscale/</c> under their file names. A photograph that is there already is dropped again,
/// and comes back again; another one of the same name is not overwritten.
/// </summary>
internal sealed class PhotoDrop(StorageClients storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Grayscale);
    private readonly HashSet<string> _taken = [];

    /// <summary>Drops a photograph. One at a time.</summary>
    public async Task<DroppedPhotograph> DropAsync(Photograph photograph, CancellationToken cancellationToken)
    {
        byte[] content = await photograph.ReadAsync(cancellationToken);
        string name = BlobName.Of(photograph.Name);
        for (int number = 1; ; number++)
        {
            string blob = BlobName.Numbered(name, number);
            if (!_taken.Contains(blob) && await TryUploadAsync(blob, content, cancellationToken) is { } eTag)
            {
                _taken.Add(blob);
                return new DroppedPhotograph(photograph, blob, UnquotedETag.Of(eTag), content.LongLength);
            }
        }
    }

    private async Task<ETag?> TryUploadAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        BlobClient blob = _container.GetBlobClient(name);
        byte[] hash = ContentHash.Md5(content);
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = ImageContentType.Of(name), ContentHash = hash },
            Conditions = await ConditionsAsync(blob, hash, cancellationToken),
        };
        if (options.Conditions is null)
        {
            return null;
        }

        try
        {
            Response<BlobContentInfo> uploaded = await blob.UploadAsync(new BinaryData(content), options, cancellationToken);
            return uploaded.Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>New, or the same photograph once more; null where another photograph has the name.</summary>
    private static async Task<BlobRequestConditions?> ConditionsAsync(BlobClient blob, byte[] hash, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties there = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            bool same = there.ContentHash is { } known && CryptographicOperations.FixedTimeEquals(known, hash);
            return same ? new BlobRequestConditions { IfMatch = there.ETag } : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new BlobRequestConditions { IfNoneMatch = ETag.All };
        }
    }
}
