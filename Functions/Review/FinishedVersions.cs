using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Functions.Review;

/// <summary>
/// Which versions of the sources of a route are done, as the outputs and the rejections say: they are the receipts, and there is no
/// other record. What was deleted is not done any more.
/// </summary>
internal sealed class FinishedVersions
{
    private readonly Route _route;
    private readonly HashSet<ulong> _outputs = [];
    private readonly HashSet<ulong> _rejections = [];

    private FinishedVersions(Route route) => _route = route;

    /// <summary>Lists the outputs and rejections of a route.</summary>
    public static async Task<FinishedVersions> ListAsync(
        Route route, StorageClients storage, RejectionStore rejections, CancellationToken cancellationToken)
    {
        FinishedVersions finished = new(route);
        try
        {
            await foreach (BlobItem output in storage.Container(route.Target)
                .GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellationToken))
            {
                finished.AddOutput(output);
            }
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            // Without their container there are no outputs.
        }

        await foreach ((string name, string eTag) in rejections.ListVersionsAsync(route.Source, cancellationToken))
        {
            finished._rejections.Add(BlobVersion.Of(name, eTag));
        }

        return finished;
    }

    private void AddOutput(BlobItem output)
    {
        if (output.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? eTag))
        {
            _outputs.Add(BlobVersion.Of(output.Name, eTag));
        }
    }

    /// <summary>Whether a listed version of a source has its output or its rejection.</summary>
    public bool Contains(BlobItem source)
    {
        string eTag = UnquotedETag.Of(source.Properties.ETag);
        return _outputs.Contains(BlobVersion.Of(_route.Output(source.Name), eTag))
            || _rejections.Contains(BlobVersion.Of(BlobPaths.Rejection(_route.Source, source.Name), eTag));
    }
}
