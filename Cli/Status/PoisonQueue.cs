using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>The queue of the blobs that failed at every try.</summary>
internal sealed class PoisonQueue(StorageClients storage)
{
    // The most that the service hands out at once.
    private const int PageSize = 32;

    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);

    private readonly QueueClient _queue = storage.Queues.GetQueueClient(BlobPaths.PoisonQueue);

    /// <summary>The first blobs of the queue, which shows no more than 32; the messages stay.</summary>
    public async Task<IReadOnlyList<PoisonedBlob>> PeekAsync(CancellationToken cancellationToken)
    {
        try
        {
            PeekedMessage[] messages = await _queue.PeekMessagesAsync(PageSize, cancellationToken);
            return [.. messages.Select(message => Read(message.Body)).OfType<PoisonedBlob>()];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return [];
        }
        catch (FormatException)
        {
            // Somebody has put a message in that is not in Base64, as the Functions host's are.
            return [];
        }
    }

    /// <summary>Takes all messages one by one; each is deleted after <paramref name="useAsync"/> is done with it.</summary>
    public async Task DrainAsync(Func<PoisonedBlob, Task> useAsync, CancellationToken cancellationToken)
    {
        try
        {
            while (await _queue.ReceiveMessagesAsync(PageSize, Hidden, cancellationToken) is { Value: { Length: > 0 } messages })
            {
                foreach (QueueMessage message in messages)
                {
                    if (Read(message.Body) is { } blob)
                    {
                        await useAsync(blob);
                        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                    }
                }
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No queue, or somebody else took the message meanwhile.
        }
    }

    private static PoisonedBlob? Read(BinaryData message)
    {
        try
        {
            return message.ToObjectFromJson<PoisonedBlob>() is { ContainerName: not null, BlobName: not null } blob ? blob : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
