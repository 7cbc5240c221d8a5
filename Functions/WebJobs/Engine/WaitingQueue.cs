using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Queue;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// The queue of blobs that wait for their function. The engine hides a message for ten minutes while it is in work, and
/// so a killed process would keep its images for that long. Here a message is hidden for half a minute, again and again
/// while it is in work.
/// </summary>
internal sealed class WaitingQueue(
    StorageUri address, StorageCredentials credentials, MessageHolds holds, WorkInHand work, Receipts receipts)
    : CloudQueue(address, credentials)
{
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public override async Task<IEnumerable<CloudQueueMessage>> GetMessagesAsync(
        int messageCount,
        TimeSpan? visibilityTimeout,
        QueueRequestOptions options,
        OperationContext operationContext,
        CancellationToken cancellationToken)
    {
        List<CloudQueueMessage> messages =
            [.. await base.GetMessagesAsync(messageCount, Hidden, options, operationContext, cancellationToken)];
        messages.ForEach(message => holds.Add(new MessageHold(message, Hidden, HideAsync)));
        return messages;
    }

    /// <summary>The engine's own renewal, every five minutes: there is nothing left for it to do.</summary>
    public override Task UpdateMessageAsync(
        CloudQueueMessage message, TimeSpan visibilityTimeout, MessageUpdateFields updateFields, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>The engine gives a message back after a failed try; each try waits twice as long as the one before.</summary>
    public override Task UpdateMessageAsync(
        CloudQueueMessage message,
        TimeSpan visibilityTimeout,
        MessageUpdateFields updateFields,
        QueueRequestOptions options,
        OperationContext operationContext,
        CancellationToken cancellationToken) => work.DoAsync(async () =>
    {
        TimeSpan pause = visibilityTimeout * Math.Pow(2, Math.Clamp(message.DequeueCount - 1, 0, 10));
        await HideAsync(await holds.LetGoAsync(message), pause < LongestPause ? pause : LongestPause, cancellationToken);
    });

    /// <summary>The engine is done with a message.</summary>
    public override Task DeleteMessageAsync(CloudQueueMessage message, CancellationToken cancellationToken) => work.DoAsync(async () =>
    {
        await FinishAsync(message, cancellationToken);
        CloudQueueMessage held = await holds.LetGoAsync(message);
        await base.DeleteMessageAsync(held.Id, held.PopReceipt, cancellationToken);
    });

    private async Task FinishAsync(CloudQueueMessage message, CancellationToken cancellationToken)
    {
        if (BlobMessage.TryParse(message.AsString) is { } blob)
        {
            await receipts.FinishAsync(blob.FunctionId, blob.ETag, blob.ContainerName, blob.BlobName, cancellationToken);
        }
    }

    private Task HideAsync(CloudQueueMessage message, TimeSpan time, CancellationToken cancellationToken) =>
        base.UpdateMessageAsync(message, time, MessageUpdateFields.Visibility, null, null, cancellationToken);
}
