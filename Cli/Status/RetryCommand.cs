using System.CommandLine;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Colorize.Cli.Local;
using Colorize.Storage;

namespace Colorize.Cli.Status;

/// <summary><c>retry</c>: drives rejected and poisoned blobs again.</summary>
internal static class RetryCommand
{
    private const int MostAtOnce = 32;

    public static Command Create()
    {
        var command = new Command("retry", "Drives rejected and poisoned blobs again.");
        command.SetAction((_, cancellationToken) => RunAsync(RunningStack.Find(), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        int rejected = await RetryRejectedAsync(storage, cancellationToken).ConfigureAwait(false);
        int poisoned = await RetryPoisonedAsync(storage, cancellationToken).ConfigureAwait(false);
        Console.WriteLine($"{rejected:N0} rejected and {poisoned:N0} poisoned blobs are tried again. See: ./colorize status");
        return ExitCode.Done;
    }

    private static async Task<int> RetryRejectedAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        if (!await storage.Container(ContainerNames.Rejected).ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        var store = new RejectionStore(storage);
        int retried = 0;
        await foreach (Rejection rejection in store.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            await store.DeleteAsync(rejection.Container, rejection.Path, cancellationToken).ConfigureAwait(false);
            retried += await TouchAsync(storage, rejection.Container, rejection.Path, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return retried;
    }

    private static async Task<int> RetryPoisonedAsync(StorageClients storage, CancellationToken cancellationToken)
    {
        QueueClient queue = storage.Queues.GetQueueClient(BlobPaths.PoisonQueue);
        if (!await queue.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        int retried = 0;
        while (await queue.ReceiveMessagesAsync(MostAtOnce, cancellationToken: cancellationToken).ConfigureAwait(false) is { Value: { Length: > 0 } messages })
        {
            foreach (QueueMessage message in messages)
            {
                if (PoisonMessage.Parse(message.MessageText) is PoisonMessage poisoned)
                {
                    retried += await TouchAsync(storage, poisoned.Container, poisoned.Blob, cancellationToken).ConfigureAwait(false) ? 1 : 0;
                }

                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken).ConfigureAwait(false);
            }
        }

        return retried;
    }

    /// <summary>Writes a blob's metadata as it is: its ETag changes, and the functions see a new version.</summary>
    /// <returns>False where the blob is gone.</returns>
    private static async Task<bool> TouchAsync(StorageClients storage, string container, string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobClient blob = storage.Container(container).GetBlobClient(name);
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            await blob.SetMetadataAsync(properties.Metadata, cancellationToken: cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return false;
        }
    }
}
