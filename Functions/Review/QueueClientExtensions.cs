using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Storage;

namespace Colorize.Functions.Review;

/// <summary>Whether something waits in a queue.</summary>
internal static class QueueClientExtensions
{
    /// <summary>
    /// Whether a message waits for its turn. What is in work, on any host, does not count; a queue that is missing is empty.
    /// </summary>
    public static async Task<bool> HasMessagesAsync(this QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            PeekedMessage[] messages = await queue.PeekMessagesAsync(1, cancellationToken);
            return messages.Length > 0;
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return false;
        }
        catch (FormatException)
        {
            // Not in Base64, so about no source.
            return false;
        }
    }
}
