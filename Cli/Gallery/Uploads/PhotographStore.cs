using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Dropping;
using Colorize.Cli.Files;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Uploads;

/// <summary>Puts photographs into <c>grayscale/</c>: each once, and none over another.</summary>
internal sealed class PhotographStore(StorageClients storage)
{
    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Grayscale);

    /// <summary>Stores a photograph under its path, or under a numbered one where another photograph has that.</summary>
    /// <param name="path">A file's path, with folders; it may hold anything.</param>
    /// <param name="content">The file.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    public async Task<StoredPhotograph> PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string hash = ContentHash.Sha256(content.Span);
        byte[] md5 = ContentHash.Md5(content.Span);
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(BlobName.Of)];
        string folder = string.Concat(parts.SkipLast(1).Select(part => $"{part}/"));
        string name = parts.LastOrDefault() ?? BlobName.Of(string.Empty);
        for (int number = 1; ; number++)
        {
            BlobClient blob = _container.GetBlobClient(folder + BlobName.Numbered(name, number));
            if (await CreateAsync(blob, content, hash, md5, cancellationToken) is { } eTag)
            {
                return new StoredPhotograph(blob.Name, UnquotedETag.Of(eTag), IsNew: true);
            }

            if (await FindSameAsync(blob, hash, md5, cancellationToken) is { } known)
            {
                return new StoredPhotograph(blob.Name, UnquotedETag.Of(known), IsNew: false);
            }
        }
    }

    /// <returns>Its version, or null where a blob has the name.</returns>
    private static async Task<ETag?> CreateAsync(BlobClient blob, ReadOnlyMemory<byte> content, string hash, byte[] md5, CancellationToken cancellationToken)
    {
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = ImageContentType.Of(blob.Name), ContentHash = md5 },
            Metadata = new Dictionary<string, string> { [BlobMetadata.ContentHash] = hash },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            Response<BlobContentInfo> uploaded = await blob.UploadAsync(new BinaryData(content), options, cancellationToken);
            return uploaded.Value.ETag;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <returns>The version of the blob if it is this very photograph, or null.</returns>
    private static async Task<ETag?> FindSameAsync(BlobClient blob, string hash, byte[] md5, CancellationToken cancellationToken)
    {
        BlobProperties there = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        bool same = there.Metadata.TryGetValue(BlobMetadata.ContentHash, out string? known) ? known == hash : there.ContentHash.AsSpan().SequenceEqual(md5);
        return same ? there.ETag : null;
    }
}
