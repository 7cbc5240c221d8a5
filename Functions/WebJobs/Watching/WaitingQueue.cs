using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Watching;

/// <summary>The queue in which the extension keeps what has been announced, until it is done.</summary>
internal sealed class WaitingQueue(StorageClients storage)
{
    private readonly QueueClient _queue = storage.Queues.GetQueueClient(EmbeddedHost.WaitingQueue);

    /// <summary>Whether nothing waits for its turn. What is in work, on any host, does not count.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        try
        {
            PeekedMessage[] messages = await _queue.PeekMessagesAsync(1, cancellationToken);
            return messages.Length == 0;
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return true;
        }
        catch (FormatException)
        {
            // Not in Base64, so nobody's; the extension is about to meet it.
            return false;
        }
    }
}
