using Colorize.Storage;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Queue;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>A queue client that knows the queue of blobs which wait for their function, and that of those which failed at every try.</summary>
internal sealed class EngineQueueClient(
    StorageUri address, StorageCredentials credentials, MessageHolds holds, WorkInHand work, Receipts receipts, ILogger<PoisonQueue> poisonLog)
    : CloudQueueClient(address, credentials)
{
    public override CloudQueue GetQueueReference(string queueName)
    {
        CloudQueue plain = base.GetQueueReference(queueName);
        CloudQueue queue = queueName switch
        {
            EngineHost.WaitingQueue => new WaitingQueue(plain.StorageUri, Credentials, holds, work, receipts),
            BlobPaths.PoisonQueue => new PoisonQueue(plain.StorageUri, Credentials, poisonLog),
            _ => plain,
        };
        queue.ServiceClient.DefaultRequestOptions = DefaultRequestOptions;
        return queue;
    }
}
