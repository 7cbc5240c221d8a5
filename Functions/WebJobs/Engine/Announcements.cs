using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>Queues new blobs for their functions, each version once.</summary>
internal sealed class Announcements(StorageClients storage, Receipts receipts)
{
    private readonly QueueClient _waiting = storage.Queues.GetQueueClient(EngineHost.WaitingQueue);

    /// <summary>Queues a version of a blob, unless this or another host has done so.</summary>
    /// <returns>Whether it has been queued by now; if not, another host is about to.</returns>
    public async Task<bool> AnnounceAsync(string container, BlobItem blob, CancellationToken cancellationToken)
    {
        // The engine compares it with the header's, which has quotes; that of a listing has none.
        string eTag = $"\"{blob.Properties.ETag?.ToString().Trim('"')}\"";
        string function = FunctionOf(container);
        ReceiptClaim claim = await receipts.ClaimAsync(function, eTag, container, blob.Name, cancellationToken);
        if (claim.State != ReceiptState.Ours)
        {
            return claim.State == ReceiptState.Completed;
        }

        // What has been claimed is queued, even if the process is told to stop.
        string message = JsonSerializer.Serialize(
            new BlobMessage("BlobTrigger", function, $"{blob.Properties.BlobType}Blob", container, blob.Name, eTag));
        await _waiting.SendMessageAsync(message, CancellationToken.None);
        await Receipts.CompleteAsync(claim);
        return true;
    }

    private static string FunctionOf(string container) =>
        $"{typeof(Triggers).FullName}.{(container == ContainerNames.Grayscale ? nameof(Triggers.ColorizeGrayscale) : nameof(Triggers.PreprocessUpload))}";

    // The engine's own form.
    private sealed record BlobMessage(string Type, string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag);
}
