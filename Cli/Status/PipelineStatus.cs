using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>Reads from storage how far everything is.</summary>
internal sealed class PipelineStatus(StorageClients storage)
{
    /// <summary>The most poisoned messages that can be looked at without taking them.</summary>
    private const int MostPeeked = 32;

    /// <summary>How far the photographs are, and how far the training images.</summary>
    public async Task<IReadOnlyList<ContainerCounts>> CountAsync(CancellationToken cancellationToken) =>
    [
        await CountAsync(ContainerNames.Grayscale, ContainerNames.Colorized, path => path, cancellationToken).ConfigureAwait(false),
        await CountAsync(ContainerNames.Uploads, ContainerNames.Tensors, BlobPaths.Tensor, cancellationToken).ConfigureAwait(false),
    ];

    /// <summary>Blobs that failed at every try.</summary>
    public async Task<IReadOnlyList<PoisonMessage>> PoisonedAsync(CancellationToken cancellationToken)
    {
        QueueClient queue = storage.Queues.GetQueueClient(BlobPaths.PoisonQueue);
        try
        {
            PeekedMessage[] messages = await queue.PeekMessagesAsync(MostPeeked, cancellationToken).ConfigureAwait(false);
            return [.. messages.Select(message => PoisonMessage.Parse(message.MessageText)).OfType<PoisonMessage>()];
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return [];
        }
    }

    /// <summary>The model set that storage names, or null where the bundled one serves.</summary>
    public async Task<string?> ModelVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobClient current = storage.Container(ContainerNames.Models).GetBlobClient(ModelPaths.Current);
            BlobDownloadResult json = await current.DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return CurrentModel.Parse(json.Content.ToArray(), ModelPaths.Current).Version;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private async Task<ContainerCounts> CountAsync(string source, string target, Func<string, string> result, CancellationToken cancellationToken)
    {
        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (BlobItem item in ListAsync(target, BlobTraits.Metadata, cancellationToken).ConfigureAwait(false))
        {
            made[item.Name] = item.Metadata.TryGetValue(BlobMetadata.SourceETag, out string? etag) ? etag.Trim('"') : "";
        }

        var refused = new Dictionary<string, Rejection>(StringComparer.Ordinal);
        await foreach (Rejection rejection in new RejectionStore(storage).ListAsync(source, cancellationToken).ConfigureAwait(false))
        {
            refused[rejection.Path] = rejection;
        }

        int done = 0;
        var waiting = new List<string>();
        var rejected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (BlobItem item in ListAsync(source, BlobTraits.None, cancellationToken).ConfigureAwait(false))
        {
            string etag = item.Properties.ETag.ToString()!.Trim('"');
            if (made.TryGetValue(result(item.Name), out string? madeFrom) && madeFrom == etag)
            {
                done++;
            }
            else if (refused.TryGetValue(item.Name, out Rejection? rejection) && rejection.SourceETag.Trim('"') == etag)
            {
                rejected[item.Name] = rejection.Message;
            }
            else
            {
                waiting.Add(item.Name);
            }
        }

        return new(source, waiting, done, rejected);
    }

    private async IAsyncEnumerable<BlobItem> ListAsync(
        string container, BlobTraits traits, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BlobContainerClient client = storage.Container(container);
        if (!await client.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield break;
        }

        await foreach (BlobItem item in client.GetBlobsAsync(traits, BlobStates.None, null, cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
