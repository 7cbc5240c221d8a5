using System.Collections.Concurrent;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Queue;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// The queue of blobs that wait for their function. The engine hides a message for ten minutes while it is in work, and
/// so a killed process would keep its images for that long. Here a message is hidden for half a minute, again and again
/// while it is in work.
/// </summary>
internal sealed class WaitingQueue(StorageUri address, StorageCredentials credentials) : CloudQueue(address, credentials)
{
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, MessageHold> _holds = new();

    public override async Task<IEnumerable<CloudQueueMessage>> GetMessagesAsync(
        int messageCount,
        TimeSpan? visibilityTimeout,
        QueueRequestOptions options,
        OperationContext operationContext,
        CancellationToken cancellationToken)
    {
        List<CloudQueueMessage> messages =
            [.. await base.GetMessagesAsync(messageCount, Hidden, options, operationContext, cancellationToken)];
        foreach (CloudQueueMessage message in messages)
        {
            _holds[message.Id] = new MessageHold(message, Hidden, Renew);
        }

        return messages;
    }

    /// <summary>The engine's own renewal, every five minutes: there is nothing left for it to do.</summary>
    public override Task UpdateMessageAsync(
        CloudQueueMessage message, TimeSpan visibilityTimeout, MessageUpdateFields updateFields, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>The engine gives a message back after a failed try; each try waits twice as long as the one before.</summary>
    public override async Task UpdateMessageAsync(
        CloudQueueMessage message,
        TimeSpan visibilityTimeout,
        MessageUpdateFields updateFields,
        QueueRequestOptions options,
        OperationContext operationContext,
        CancellationToken cancellationToken)
    {
        TimeSpan pause = visibilityTimeout * Math.Pow(2, Math.Clamp(message.DequeueCount - 1, 0, 10));
        CloudQueueMessage held = await LetGoAsync(message);
        await base.UpdateMessageAsync(
            held, pause < LongestPause ? pause : LongestPause, updateFields, options, operationContext, cancellationToken);
    }

    /// <summary>The engine is done with a message.</summary>
    public override async Task DeleteMessageAsync(CloudQueueMessage message, CancellationToken cancellationToken)
    {
        CloudQueueMessage held = await LetGoAsync(message);
        await base.DeleteMessageAsync(held.Id, held.PopReceipt, cancellationToken);
    }

    private async Task<CloudQueueMessage> LetGoAsync(CloudQueueMessage message)
    {
        if (!_holds.TryRemove(message.Id, out MessageHold? hold))
        {
            return message;
        }

        await hold.DisposeAsync();
        return hold.Message;
    }

    private Task Renew(CloudQueueMessage message, CancellationToken cancellationToken) =>
        base.UpdateMessageAsync(message, Hidden, MessageUpdateFields.Visibility, null, null, cancellationToken);
}
