using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Dropping;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>Tells of every blob how far it has come, from what lies in the containers: there is no other record to go stale.</summary>
internal sealed class Tracker(StorageClients storage)
{
    private readonly RejectionStore _rejections = new(storage);
    private readonly PoisonQueue _poison = new(storage);

    /// <summary>All blobs of a route.</summary>
    public async Task<IReadOnlyList<TrackedBlob>> TrackAsync(Route route, CancellationToken cancellationToken)
    {
        Dictionary<string, BlobItem> outputs = [];
        await foreach (BlobItem output in ListAsync(route.Target, BlobTraits.Metadata, cancellationToken))
        {
            outputs[output.Name] = output;
        }

        Dictionary<string, Rejection> rejections = [];
        await foreach (Rejection rejection in _rejections.ListAsync(route.Source, cancellationToken))
        {
            rejections[rejection.Path] = rejection;
        }

        HashSet<(string Path, string ETag)> poisoned =
            [.. (await _poison.PeekAsync(cancellationToken)).Where(blob => blob.ContainerName == route.Source).Select(blob => (blob.BlobName, blob.PlainETag))];

        List<TrackedBlob> tracked = [];
        await foreach (BlobItem source in ListAsync(route.Source, BlobTraits.None, cancellationToken))
        {
            tracked.Add(Track(source, outputs.GetValueOrDefault(route.Output(source.Name)), rejections.GetValueOrDefault(source.Name), poisoned));
        }

        return tracked;
    }

    private static TrackedBlob Track(BlobItem source, BlobItem? output, Rejection? rejection, HashSet<(string Path, string ETag)> poisoned)
    {
        string eTag = UnquotedETag.Of(source.Properties.ETag);
        TrackedBlob blob = new(source.Name, eTag, source.Properties.LastModified ?? default, BlobState.Waiting);
        if (output is not null && output.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? made) && made == eTag)
        {
            return blob with { State = BlobState.Done, OutputETag = UnquotedETag.Of(output.Properties.ETag), Output = ResultMetadata.From(output.Metadata) };
        }

        // A name that no client can ask for is rejected without its version.
        if (rejection is not null && (rejection.SourceETag == eTag || rejection.SourceETag.Length == 0))
        {
            return blob with { State = BlobState.Rejected, Message = rejection.Message };
        }

        return poisoned.Contains((source.Name, eTag)) ? blob with { State = BlobState.Poisoned } : blob;
    }

    private AsyncPageable<BlobItem> ListAsync(string container, BlobTraits traits, CancellationToken cancellationToken) =>
        storage.Container(container).GetBlobsAsync(traits, BlobStates.None, null, cancellationToken);
}
