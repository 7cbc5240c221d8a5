using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>
/// Drives rejected and poisoned blobs again. A blob that is copied onto itself keeps all it has and becomes a new
/// version, which both hosts take for a new blob; a mere change of metadata raises no event in Azure.
/// </summary>
internal sealed class Requeue(StorageClients storage)
{
    private readonly RejectionStore _rejections = new(storage);

    /// <summary>Drives all of them again.</summary>
    /// <returns>Their names, with their containers.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        SortedSet<string> driven = new(StringComparer.Ordinal);
        List<Rejection> rejections = [];
        await foreach (Rejection rejection in _rejections.ListAsync(cancellationToken: cancellationToken))
        {
            rejections.Add(rejection);
        }

        foreach (Rejection rejection in rejections.Where(rejection => BlobPaths.IsAddressable(rejection.Path)))
        {
            // First the rejection, so that a new one of the same blob is never taken away.
            await _rejections.DeleteAsync(rejection.Container, rejection.Path, cancellationToken);
            await DriveAsync(rejection.Container, rejection.Path, driven, cancellationToken);
        }

        await new PoisonQueue(storage).DrainAsync(
            blob => DriveAsync(blob.ContainerName, blob.BlobName, driven, cancellationToken), cancellationToken);
        return [.. driven];
    }

    private async Task DriveAsync(string container, string path, SortedSet<string> driven, CancellationToken cancellationToken)
    {
        string name = $"{container}/{path}";
        if (driven.Contains(name))
        {
            return;
        }

        BlobClient blob = storage.Container(container).GetBlobClient(path);
        try
        {
            CopyFromUriOperation copy = await blob.StartCopyFromUriAsync(blob.Uri, cancellationToken: cancellationToken);
            await copy.WaitForCompletionAsync(cancellationToken);
            driven.Add(name);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // It was deleted meanwhile: there is nothing left to do.
        }
    }
}
