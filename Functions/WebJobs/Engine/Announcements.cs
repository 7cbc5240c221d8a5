using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Queues new blobs for their functions, each version once.</summary>
internal sealed class Announcements(StorageClients storage, Receipts receipts)
{
    // A message would otherwise be gone after a week, also while no host runs.
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private readonly QueueClient _waiting = storage.Queues.GetQueueClient(EngineHost.WaitingQueue);

    /// <summary>Queues a version of a blob, unless this or another host has done so.</summary>
    /// <returns>Whether it has been queued by now; if not, another host is about to.</returns>
    public async Task<bool> AnnounceAsync(string container, BlobItem blob, CancellationToken cancellationToken)
    {
        BlobMessage message = MessageOf(container, blob);
        ReceiptClaim claim = await receipts.ClaimAsync(message.FunctionId, message.ETag, container, blob.Name, cancellationToken);
        if (claim.State != ReceiptState.Ours)
        {
            return claim.State == ReceiptState.Completed;
        }

        // What has been claimed is queued, even if the process is told to stop.
        await SendAsync(message, CancellationToken.None);
        await Receipts.CompleteAsync(claim);
        return true;
    }

    /// <summary>Queues a version again, whose message is lost.</summary>
    public Task RepeatAsync(string container, BlobItem blob, CancellationToken cancellationToken) =>
        SendAsync(MessageOf(container, blob), cancellationToken);

    /// <summary>Whether no version waits for its function or is in work, on any host.</summary>
    public async Task<bool> NothingWaitsAsync(CancellationToken cancellationToken)
    {
        QueueProperties queue = await _waiting.GetPropertiesAsync(cancellationToken);
        return queue.ApproximateMessagesCount == 0;
    }

    private async Task SendAsync(BlobMessage message, CancellationToken cancellationToken) =>
        await _waiting.SendMessageAsync(JsonSerializer.Serialize(message), timeToLive: Forever, cancellationToken: cancellationToken);

    // The engine compares the ETag with the header's, which has quotes; that of a listing has none.
    private static BlobMessage MessageOf(string container, BlobItem blob) => new(
        "BlobTrigger",
        FunctionOf(container),
        $"{blob.Properties.BlobType}Blob",
        container,
        blob.Name,
        $"\"{UnquotedETag.Of(blob.Properties.ETag)}\"");

    private static string FunctionOf(string container) =>
        $"{typeof(Triggers).FullName}.{(container == ContainerNames.Grayscale ? nameof(Triggers.ColorizeGrayscale) : nameof(Triggers.PreprocessUpload))}";
}
