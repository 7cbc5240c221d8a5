using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Queue;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>A queue client that knows the queue of blobs which wait for their function.</summary>
internal sealed class EngineQueueClient(StorageUri address, StorageCredentials credentials, MessageHolds holds, WorkInHand work, Receipts receipts)
    : CloudQueueClient(address, credentials)
{
    public override CloudQueue GetQueueReference(string queueName)
    {
        CloudQueue queue = base.GetQueueReference(queueName);
        if (queueName != EngineHost.WaitingQueue)
        {
            return queue;
        }

        WaitingQueue waiting = new(queue.StorageUri, Credentials, holds, work, receipts);
        waiting.ServiceClient.DefaultRequestOptions = DefaultRequestOptions;
        return waiting;
    }
}
