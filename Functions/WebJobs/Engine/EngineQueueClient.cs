using Colorize.Storage;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Queue;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>A queue client that knows the queue of blobs which wait for their function.</summary>
internal sealed class EngineQueueClient(StorageUri address, StorageCredentials credentials) : CloudQueueClient(address, credentials)
{
    public override CloudQueue GetQueueReference(string queueName)
    {
        CloudQueue queue = base.GetQueueReference(queueName);
        if (queueName == BlobPaths.PoisonQueue || !queueName.StartsWith(BlobPaths.WaitingQueuePrefix, StringComparison.Ordinal))
        {
            return queue;
        }

        WaitingQueue waiting = new(queue.StorageUri, Credentials);
        waiting.ServiceClient.DefaultRequestOptions = DefaultRequestOptions;
        return waiting;
    }
}
