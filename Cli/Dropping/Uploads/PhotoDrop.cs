using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Files;
using Colorize.Inference;
using Colorize.Storage;

namespace Colorize.Cli.Dropping.Uploads;

/// <summary>
/// Puts photographs into <c>grayscale/</c> under their names. One that lies there already, byte for byte and with the same
/// preferences, is left alone; another one of the same name is not overwritten.
/// </summary>
/// <param name="storage">The storage account.</param>
/// <param name="preferences">How they are to be coloured.</param>
/// <param name="mayExist">Whether a blob of a name may be there; null where nobody knows without asking.</param>
internal sealed class PhotoDrop(StorageClients storage, ColorPreferences preferences, Func<string, bool>? mayExist = null)
{
    /// <summary>The most photographs that go to storage side by side.</summary>
    public const int MaxAtOnce = 8;

    // Room for a number, and for the name of a rejection.
    private const int MaxPathLength = 1000;

    private readonly BlobContainerClient _container = storage.Container(ContainerNames.Grayscale);
    private readonly SourceIndex _index = new(storage.Container(ContainerNames.Grayscale), mayExist);
    private readonly ConcurrentDictionary<string, string> _taken = new(StringComparer.Ordinal);

    /// <summary>The blob name that a photograph asks for.</summary>
    public static string NameOf(Photograph photograph)
    {
        string[] parts = [.. photograph.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(BlobName.Of)];
        string path = string.Join('/', parts);
        return path.Length is > 0 and <= MaxPathLength ? path : BlobName.Of(parts.LastOrDefault() ?? string.Empty);
    }

    /// <summary>Learns by one listing what is there of many photographs.</summary>
    public Task PrefetchAsync(IEnumerable<Photograph> photographs, CancellationToken cancellationToken) =>
        _index.ListAsync(
            CommonPrefix.Of(photographs.Select(photograph => Path.ChangeExtension(NameOf(photograph), null))), cancellationToken);

    /// <summary>Drops a photograph.</summary>
    public async Task<DroppedPhotograph> DropAsync(Photograph photograph, CancellationToken cancellationToken) =>
        await DropAsync(photograph, await photograph.ReadAsync(cancellationToken), cancellationToken);

    /// <summary>Drops a photograph whose content is known.</summary>
    public async Task<DroppedPhotograph> DropAsync(Photograph photograph, byte[] content, CancellationToken cancellationToken)
    {
        string hash = ContentHash.Sha256(content);
        for (int number = 1; ; number++)
        {
            string name = BlobName.Numbered(NameOf(photograph), number);
            if (_taken.GetOrAdd(name, hash) == hash && await TryPutAsync(name, content, hash, cancellationToken) is { } put)
            {
                return new DroppedPhotograph(photograph, name, UnquotedETag.Of(put.ETag), content.LongLength, put.IsNew);
            }
        }
    }

    /// <returns>Its version and whether that is new, or null where another photograph has the name.</returns>
    private async Task<(ETag ETag, bool IsNew)?> TryPutAsync(string name, byte[] content, string hash, CancellationToken cancellationToken)
    {
        SourceBlob? there = await _index.FindAsync(name, cancellationToken);
        while (there is null || there.IsSame(hash, content))
        {
            if (there is not null && preferences.AreIn(there.Metadata))
            {
                return (there.ETag, false);
            }

            if (await UploadAsync(name, content, hash, there, cancellationToken) is { } eTag)
            {
                return (eTag, true);
            }

            there = await _index.FetchAsync(name, cancellationToken);
        }

        return null;
    }

    /// <returns>The new version, or null where another writer was faster.</returns>
    private async Task<ETag?> UploadAsync(string name, byte[] content, string hash, SourceBlob? there, CancellationToken cancellationToken)
    {
        Dictionary<string, string> metadata = there is null ? [] : new(there.Metadata);
        metadata[BlobMetadata.ContentHash] = hash;
        preferences.AddTo(metadata);
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = ImageContentType.Of(name), ContentHash = ContentHash.Md5(content) },
            Metadata = metadata,
            Conditions = there is null
                ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                : new BlobRequestConditions { IfMatch = there.ETag },
        };
        try
        {
            Response<BlobContentInfo> uploaded = await _container.GetBlobClient(name).UploadAsync(
                new BinaryData(content), options, cancellationToken);
            return uploaded.Value.ETag;
        }
        catch (RequestFailedException exception) when (exception.IsLostRace())
        {
            return null;
        }
    }
}
