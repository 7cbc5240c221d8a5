using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Colorize.Storage;

/// <summary>The rejections in <see cref="ContainerNames.Rejected"/>.</summary>
public sealed class RejectionStore(StorageClients clients)
{
    private readonly BlobContainerClient _container = clients.Container(ContainerNames.Rejected);

    /// <summary>Writes a rejection over any earlier one of the same blob.</summary>
    public async Task WriteAsync(Rejection rejection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        BinaryData json = new(JsonSerializer.SerializeToUtf8Bytes(rejection, RejectionJson.Readable.Rejection));
        BlobUploadOptions options = new() { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" } };
        await Blob(rejection.Container, rejection.Path).UploadAsync(json, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The rejection of a blob, or null if it has none.</summary>
    public async Task<Rejection?> FindAsync(string container, string path, CancellationToken cancellationToken = default) =>
        await ReadAsync(Blob(container, path), cancellationToken).ConfigureAwait(false);

    /// <summary>Removes the rejection of a blob, if it has one.</summary>
    /// <returns>Whether it had one.</returns>
    public async Task<bool> DeleteAsync(string container, string path, CancellationToken cancellationToken = default) =>
        await Blob(container, path).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>All rejections, or those of one container, by path. Files that are no rejections are left out.</summary>
    public async IAsyncEnumerable<Rejection> ListAsync(
        string? container = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? prefix = container is null ? null : container + "/";
        await foreach (BlobItem item in _container
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken).ConfigureAwait(false))
        {
            Rejection? rejection = await ReadAsync(_container.GetBlobClient(item.Name), cancellationToken).ConfigureAwait(false);
            if (rejection is not null)
            {
                yield return rejection;
            }
        }
    }

    private static async Task<Rejection?> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadResult> json = await blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(json.Value.Content.ToMemory().Span, RejectionJson.Readable.Rejection);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private BlobClient Blob(string container, string path) => _container.GetBlobClient(BlobPaths.Rejection(container, path));
}
