using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Dropping;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>Tells of every blob how far it has come, from what lies in the containers: there is no other record to go stale.</summary>
/// <param name="storage">The storage account.</param>
/// <param name="time">The clock.</param>
internal sealed class Tracker(StorageClients storage, TimeProvider time)
{
    private readonly RejectionStore _rejections = new(storage);
    private readonly MissingCutoff _missing = new(storage, time);

    /// <summary>All blobs of a route.</summary>
    public async Task<IReadOnlyList<TrackedBlob>> TrackAsync(Route route, CancellationToken cancellationToken)
    {
        DateTimeOffset? missingBefore = await _missing.FindAsync(cancellationToken);
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

        List<TrackedBlob> tracked = [];
        await foreach (BlobItem source in ListAsync(route.Source, BlobTraits.None, cancellationToken))
        {
            TrackedBlob blob = Track(
                source, outputs.GetValueOrDefault(route.Output(source.Name)), rejections.GetValueOrDefault(source.Name));
            tracked.Add(blob.State == BlobState.Waiting && blob.Modified < missingBefore ? blob with { State = BlobState.Missing } : blob);
        }

        return tracked;
    }

    private static TrackedBlob Track(BlobItem source, BlobItem? output, Rejection? rejection)
    {
        string eTag = UnquotedETag.Of(source.Properties.ETag);
        TrackedBlob blob = new(source.Name, eTag, source.Properties.LastModified ?? default, BlobState.Waiting);
        if (output is not null && output.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? made) && made == eTag)
        {
            return blob with
            {
                State = BlobState.Done,
                OutputETag = UnquotedETag.Of(output.Properties.ETag),
                Output = ResultMetadata.From(output.Metadata),
            };
        }

        // A name that no client can ask for is rejected without its version.
        if (rejection is not null && (rejection.SourceETag == eTag || rejection.SourceETag.Length == 0))
        {
            BlobState state = rejection.Reason == Rejection.GivenUp ? BlobState.GivenUp : BlobState.Rejected;
            return blob with { State = state, Message = rejection.Message };
        }

        return blob;
    }

    private AsyncPageable<BlobItem> ListAsync(string container, BlobTraits traits, CancellationToken cancellationToken) =>
        storage.Container(container).GetBlobsAsync(traits, BlobStates.None, null, cancellationToken);
}
