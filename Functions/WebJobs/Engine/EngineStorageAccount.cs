using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Blob;
using Microsoft.Azure.Storage.Queue;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>
/// The storage account as the WebJobs engine sees it. The engine's own clients lose blobs in three ways, each mended in
/// one of the classes below: its scan overlooks a blob that appears in a second it has seen already
/// (<see cref="BlobWatch"/> takes its place), the messages of a killed process stay hidden for ten minutes
/// (<see cref="WaitingQueue"/>), and a short outage ends its loops (<see cref="OutageRetry"/>).
/// </summary>
internal sealed class EngineStorageAccount : StorageAccount
{
    private readonly MessageHolds _holds;
    private readonly WorkInHand _work;
    private readonly Receipts _receipts;
    private readonly ILogger<PoisonQueue> _poisonLog;

    public EngineStorageAccount(
        CloudStorageAccount account, MessageHolds holds, WorkInHand work, Receipts receipts, ILogger<PoisonQueue> poisonLog)
    {
        SdkObject = new CloudStorageAccount(
            account.Credentials, ByAddress(account.BlobStorageUri), ByAddress(account.QueueStorageUri), account.TableStorageUri, account.FileStorageUri);
        _holds = holds;
        _work = work;
        _receipts = receipts;
        _poisonLog = poisonLog;
    }

    // True selects the strategy that scans the containers and nothing else. The other one also reads the account's
    // access logs, every ten seconds, and drops a blob when another host takes part.
    public override bool IsDevelopmentStorageAccount() => true;

    public override CloudBlobClient CreateCloudBlobClient()
    {
        EngineBlobClient client = new(SdkObject.BlobStorageUri, SdkObject.Credentials);
        client.DefaultRequestOptions.RetryPolicy = new OutageRetry();
        return client;
    }

    public override CloudQueueClient CreateCloudQueueClient()
    {
        EngineQueueClient client = new(SdkObject.QueueStorageUri, SdkObject.Credentials, _holds, _work, _receipts, _poisonLog);
        client.DefaultRequestOptions.RetryPolicy = new OutageRetry();
        return client;
    }

    // This generation of the client takes the account's name from the path only for IP addresses and Azurite's usual ports.
    private static StorageUri ByAddress(StorageUri uri) => uri.PrimaryUri.Host == "localhost"
        ? new StorageUri(new UriBuilder(uri.PrimaryUri) { Host = "127.0.0.1" }.Uri)
        : uri;
}
