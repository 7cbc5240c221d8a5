using Colorize.Storage;
using Microsoft.Azure.Storage;
using Microsoft.Azure.Storage.Auth;
using Microsoft.Azure.Storage.Queue;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>The queue of blobs that failed at every try. What the engine puts into it is given up, which the log says once.</summary>
internal sealed partial class PoisonQueue(StorageUri address, StorageCredentials credentials, ILogger<PoisonQueue> logger)
    : CloudQueue(address, credentials)
{
    public override async Task AddMessageAsync(
        CloudQueueMessage message,
        TimeSpan? timeToLive,
        TimeSpan? initialVisibilityDelay,
        QueueRequestOptions options,
        OperationContext operationContext,
        CancellationToken cancellationToken)
    {
        await base.AddMessageAsync(message, timeToLive, initialVisibilityDelay, options, operationContext, cancellationToken);
        if (BlobMessage.TryParse(message.AsString) is { } blob)
        {
            LogGivenUp($"{blob.ContainerName}/{blob.BlobName}", UnquotedETag.Of(blob.ETag));
        }
    }

    [LoggerMessage(LogLevel.Error, "{Blob} ({ETag}): given up after the last try. Once its cause is mended, './colorize retry' tries it again.")]
    private partial void LogGivenUp(string blob, string eTag);
}
