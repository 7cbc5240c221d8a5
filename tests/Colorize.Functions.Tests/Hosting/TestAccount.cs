using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Storage;

namespace Colorize.Tests.Hosting;

/// <summary>A storage account of one test class.</summary>
internal sealed record TestAccount(string ConnectionString, StorageClients Clients)
{
    // Far beyond what anything here takes, even on a busy machine.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes our containers in an account.</summary>
    public static async Task<TestAccount> CreateAsync(string connectionString)
    {
        StorageClients clients = StorageClients.Create(new StorageOptions { ConnectionString = connectionString });
        await StorageContainers.EnsureAsync(clients, ContainerNames.All, TestContext.Current.CancellationToken);
        return new TestAccount(connectionString, clients);
    }

    public RejectionStore Rejections { get; } = new(Clients);

    public QueueClient PoisonQueue => Clients.Queues.GetQueueClient(BlobPaths.PoisonQueue);

    public BlobClient Blob(string container, string path) => Clients.Container(container).GetBlobClient(path);

    /// <summary>Uploads a blob over any earlier version.</summary>
    /// <returns>Its ETag as metadata and rejections write it.</returns>
    public async Task<string> DropAsync(string container, string path, byte[] content)
    {
        Response<BlobContentInfo> info = await Blob(container, path)
            .UploadAsync(BinaryData.FromBytes(content), overwrite: true, TestContext.Current.CancellationToken);
        return info.Value.ETag.ToString().Trim('"');
    }

    /// <summary>Waits for an output that was made from a given version of its source.</summary>
    public async Task<BlobDownloadResult> WaitForOutputAsync(string container, string path, string sourceETag)
    {
        BlobClient blob = Blob(container, path);
        return await WaitAsync($"{container}/{path}", async () =>
        {
            try
            {
                BlobDownloadResult output = await blob.DownloadContentAsync(TestContext.Current.CancellationToken);
                return output.Details.Metadata[BlobMetadata.SourceETag] == sourceETag ? output : null;
            }
            catch (RequestFailedException exception) when (exception.Status == 404)
            {
                return null;
            }
        });
    }

    /// <summary>Waits for the rejection of a given version of a blob.</summary>
    public Task<Rejection> WaitForRejectionAsync(string container, string path, string sourceETag) => WaitAsync(
        $"the rejection of {container}/{path}",
        async () => await Rejections.FindAsync(container, path, TestContext.Current.CancellationToken) is { } rejection
            && rejection.SourceETag == sourceETag ? rejection : null);

    /// <summary>Announces a version of a blob to a function, as the extension does when it hears of one.</summary>
    public async Task AnnounceAsync(string function, string container, string path, string eTag)
    {
        string message = JsonSerializer.Serialize(new
        {
            Type = "BlobTrigger",
            FunctionId = $"Colorize.Functions.WebJobs.Triggers.{function}",
            BlobType = "BlockBlob",
            ContainerName = container,
            BlobName = path,
            ETag = $"\"{eTag}\"",
        });
        await Clients.Queues.GetQueueClient($"{BlobPaths.WaitingQueuePrefix}colorize")
            .SendMessageAsync(message, TestContext.Current.CancellationToken);
    }

    /// <summary>All messages in the poison queue.</summary>
    public async Task<string> PoisonTextAsync()
    {
        try
        {
            PeekedMessage[] messages = await PoisonQueue.PeekMessagesAsync(32, TestContext.Current.CancellationToken);
            return string.Join('\n', messages.Select(message => message.Body.ToString()));
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // A storage that was killed may have forgotten the queue itself.
            return string.Empty;
        }
    }

    /// <summary>Waits until something is there.</summary>
    public static async Task<T> WaitAsync<T>(string what, Func<Task<T?>> findAsync, TimeSpan? timeout = null)
        where T : class
    {
        using CancellationTokenSource limit = new(timeout ?? Timeout);
        while (true)
        {
            if (await findAsync() is { } found)
            {
                return found;
            }

            Assert.False(limit.IsCancellationRequested, $"{what} did not appear within {timeout ?? Timeout}.");
            await Task.Delay(PollInterval, TestContext.Current.CancellationToken);
        }
    }
}
