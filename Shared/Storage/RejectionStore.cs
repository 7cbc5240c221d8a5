using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Xml;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Colorize.Storage;

/// <summary>The rejections in <see cref="ContainerNames.Rejected"/>.</summary>
public sealed class RejectionStore(StorageClients clients)
{
    private readonly BlobContainerClient _container = clients.Container(ContainerNames.Rejected);

    /// <summary>Writes a rejection over any earlier one of the same blob.</summary>
    public Task WriteAsync(Rejection rejection, CancellationToken cancellationToken = default) =>
        WriteAsync(rejection, null, cancellationToken);

    /// <summary>Writes a rejection unless the blob's earlier one has changed meanwhile.</summary>
    /// <param name="rejection">The rejection.</param>
    /// <param name="earlier">What <see cref="FindVersionAsync"/> said.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>Whether it was written.</returns>
    public async Task<bool> TryWriteAsync(Rejection rejection, ETag? earlier, CancellationToken cancellationToken = default)
    {
        BlobRequestConditions unchanged = earlier is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = earlier };
        try
        {
            await WriteAsync(rejection, unchanged, cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsLostRace())
        {
            return false;
        }
    }

    /// <summary>The version of a blob's rejection, for <see cref="TryWriteAsync"/>; null if it has none.</summary>
    public async Task<ETag?> FindVersionAsync(string container, string path, CancellationToken cancellationToken = default) =>
        (await Blob(container, path).FindPropertiesAsync(cancellationToken))?.ETag;

    /// <summary>The rejection of a blob, or null if it has none.</summary>
    public async Task<Rejection?> FindAsync(string container, string path, CancellationToken cancellationToken = default) =>
        await ReadAsync(Blob(container, path), cancellationToken);

    /// <summary>
    /// The rejection in a blob of <see cref="ContainerNames.Rejected"/>, as a listing names it; null if there is none in it.
    /// </summary>
    public Task<Rejection?> ReadAsync(string name, CancellationToken cancellationToken = default) =>
        ReadAsync(_container.GetBlobClient(name), cancellationToken);

    /// <summary>Removes the rejection of a blob, if it has one.</summary>
    /// <returns>Whether it had one.</returns>
    public async Task<bool> DeleteAsync(string container, string path, CancellationToken cancellationToken = default) =>
        await Blob(container, path).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>All rejections, or those of one container, by path. Files that are no rejections are left out.</summary>
    public async IAsyncEnumerable<Rejection> ListAsync(
        string? container = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? prefix = container is null ? null : container + "/";
        await foreach (BlobItem item in _container
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            Rejection? rejection = await ReadAsync(_container.GetBlobClient(item.Name), cancellationToken);
            if (rejection is not null)
            {
                yield return rejection;
            }
        }
    }

    /// <summary>
    /// The names of the rejections of a container, as <see cref="BlobPaths.Rejection"/> gives them. Null where there are more than wanted,
    /// or storage does not say.
    /// </summary>
    /// <param name="container">The container of what was rejected.</param>
    /// <param name="max">How many are wanted.</param>
    public async Task<IReadOnlySet<string>?> TryListNamesAsync(string container, int max)
    {
        try
        {
            await foreach (Page<BlobItem> page in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, container + "/", default)
                .AsPages(pageSizeHint: max))
            {
                return string.IsNullOrEmpty(page.ContinuationToken)
                    ? page.Values.Select(blob => blob.Name).ToHashSet(StringComparer.Ordinal)
                    : null;
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException or XmlException)
        {
            // Storage is away, or fails at a name.
        }

        return null;
    }

    /// <summary>
    /// The version that each rejection of a container is about, by the rejection's own name, without reading them: their metadata
    /// says it. The version is empty for a name that no client can ask for.
    /// </summary>
    public async IAsyncEnumerable<(string Name, string SourceETag)> ListVersionsAsync(
        string container, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (BlobItem item in _container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, container + "/", cancellationToken))
        {
            if (item.Metadata.ContainsKey(BlobMetadata.Reason))
            {
                yield return (item.Name, item.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? eTag) ? eTag : string.Empty);
            }
            else if (await ReadAsync(_container.GetBlobClient(item.Name), cancellationToken) is { } rejection)
            {
                // An earlier version of Colorize wrote it.
                yield return (item.Name, rejection.SourceETag);
            }
        }
    }

    private static async Task<Rejection?> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadResult> json = await blob.DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(json.Value.Content.ToMemory().Span, RejectionJson.Readable.Rejection);
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task WriteAsync(Rejection rejection, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        BinaryData json = new(JsonSerializer.SerializeToUtf8Bytes(rejection, RejectionJson.Readable.Rejection));
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" },
            Metadata = Describe(rejection),
            Conditions = conditions,
        };
        await Blob(rejection.Container, rejection.Path).UploadAsync(json, options, cancellationToken);
    }

    private static Dictionary<string, string> Describe(Rejection rejection)
    {
        Dictionary<string, string> metadata = new() { [BlobMetadata.Reason] = BlobMetadata.Encode(rejection.Reason) };
        if (rejection.SourceETag.Length > 0)
        {
            metadata[BlobMetadata.SourceETag] = rejection.SourceETag;
        }

        return metadata;
    }

    private BlobClient Blob(string container, string path) => _container.GetBlobClient(BlobPaths.Rejection(container, path));
}
