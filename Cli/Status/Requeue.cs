using Azure.Storage.Blobs;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>
/// Drives rejected, given-up and missing blobs again: each becomes a new version of itself, which both hosts take for a new blob. Its
/// rejection stays until the new version has its output or a rejection of its own, so that no blob is ever without a record.
/// </summary>
/// <param name="storage">The storage account.</param>
/// <param name="time">The clock.</param>
internal sealed class Requeue(StorageClients storage, TimeProvider time)
{
    private readonly RejectionStore _rejections = new(storage);
    private readonly Tracker _tracker = new(storage, time);

    /// <summary>Drives all of them again.</summary>
    /// <returns>Their names, with their containers.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        List<Rejection> rejections = [];
        await foreach (Rejection rejection in _rejections.ListAsync(cancellationToken: cancellationToken))
        {
            rejections.Add(rejection);
        }

        SortedSet<string> driven = new(StringComparer.Ordinal);
        foreach (Route route in Route.All)
        {
            foreach (TrackedBlob blob in (await _tracker.TrackAsync(route, cancellationToken))
                .Where(blob => blob.State == BlobState.Missing))
            {
                if (await storage.Container(route.Source).GetBlobClient(blob.Path).TryRenewAsync(cancellationToken))
                {
                    driven.Add($"{route.Source}/{blob.Path}");
                }
            }
        }

        foreach (Rejection rejection in rejections.Where(rejection => BlobPaths.IsUsableSource(rejection.Path)))
        {
            BlobClient source = storage.Container(rejection.Container).GetBlobClient(rejection.Path);
            if (await source.TryRenewAsync(cancellationToken))
            {
                driven.Add($"{rejection.Container}/{rejection.Path}");
            }
            else
            {
                // Its source was deleted, so it is about nothing.
                await _rejections.DeleteAsync(rejection.Container, rejection.Path, cancellationToken);
            }
        }

        return [.. driven];
    }
}
