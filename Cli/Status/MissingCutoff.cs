using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues.Models;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary>
/// Tells photographs that wait for their turn from those whose turn is over and that have neither result nor rejection all the same: the
/// result was deleted, or the news of the photograph was lost. The functions make them again when they next compare what is there.
/// </summary>
/// <param name="storage">The storage account.</param>
/// <param name="time">The clock.</param>
internal sealed class MissingCutoff(StorageClients storage, TimeProvider time)
{
    // Within it, functions that watch the containers have heard of every photograph, and those in Azure are told by Event Grid.
    private static readonly TimeSpan MaxPollingDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxEventDelay = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The time before which a photograph must have come for its turn to be over; null while anything waits in the functions' queues, and
    /// where they have none, or none that this login may see. To be asked before the results are listed.
    /// </summary>
    public async Task<DateTimeOffset?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            bool any = false;
            await foreach (QueueItem queue in storage.Queues
                .GetQueuesAsync(prefix: BlobPaths.WaitingQueuePrefix, cancellationToken: cancellationToken))
            {
                any = true;
                QueueProperties properties = await storage.Queues.GetQueueClient(queue.Name).GetPropertiesAsync(cancellationToken);
                if (properties.ApproximateMessagesCount > 0)
                {
                    return null;
                }
            }

            return any ? time.GetUtcNow() - (await HasPollerAsync(cancellationToken) ? MaxPollingDelay : MaxEventDelay) : null;
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            return null;
        }
    }

    // The embedded host keeps the lease as long as it watches.
    private async Task<bool> HasPollerAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobContainerProperties properties = await storage.Container(ContainerNames.Hosts).GetPropertiesAsync(
                cancellationToken: cancellationToken);
            return properties.LeaseState == LeaseState.Leased;
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return false;
        }
    }
}
