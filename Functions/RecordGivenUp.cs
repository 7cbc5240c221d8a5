using Colorize.Functions.Delivery;
using Colorize.Storage;
using Colorize.Text;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions;

/// <summary>
/// A blob that failed at every try is tried a last time. If that works it is done; if not, a rejection with the reason
/// <see cref="Rejection.GivenUp"/> says what went wrong, so that nobody has to look into a queue.
/// </summary>
public sealed partial class RecordGivenUp
{
    private readonly StorageClients _storage;
    private readonly RejectionWriter _rejections;
    private readonly ILogger<RecordGivenUp> _logger;
    private readonly Dictionary<string, Func<string, CancellationToken, Task>> _functions;

    internal RecordGivenUp(
        StorageClients storage,
        RejectionWriter rejections,
        ColorizeGrayscale colorize,
        PreprocessUpload preprocess,
        ILogger<RecordGivenUp> logger)
    {
        _storage = storage;
        _rejections = rejections;
        _logger = logger;
        _functions = new()
        {
            [ContainerNames.Grayscale] = colorize.RunAsync,
            [ContainerNames.Uploads] = preprocess.RunAsync,
        };
    }

    /// <summary>Takes one message of the queue of blobs that failed at every try.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops the work; the message is then left for a later try.</param>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        if (BlobTriggerMessage.TryParse(message) is not { } blob
            || !_functions.TryGetValue(blob.ContainerName, out Func<string, CancellationToken, Task>? run))
        {
            LogUnreadable(BlobPaths.PoisonQueue, VisibleText.Of(message, VisibleText.MaxQuoted));
            return;
        }

        try
        {
            await run(blob.BlobName, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await GiveUpAsync(blob, PlainMessage.Of(exception), cancellationToken);
        }
    }

    private async Task GiveUpAsync(BlobTriggerMessage message, string cause, CancellationToken cancellationToken)
    {
        using SourceBlob? source = await SourceBlob.OpenAsync(
            _storage.Container(message.ContainerName).GetBlobClient(message.BlobName), cancellationToken);
        if (source is null)
        {
            return;
        }

        string explanation = $"{source.Name} failed at every try, the last time because {cause}. "
            + "The file itself may be good: once the cause is mended, './colorize retry' tries it again.";
        if (await _rejections.RejectAsync(source, Rejection.GivenUp, explanation, cancellationToken))
        {
            LogGivenUp(source.Name, source.ETagText);
        }
    }

    [LoggerMessage(
        LogLevel.Error, "{Blob} ({ETag}): given up after the last try. Once its cause is mended, './colorize retry' tries it again.")]
    private partial void LogGivenUp(string blob, string eTag);

    [LoggerMessage(LogLevel.Warning, "A message in {Queue} is about no photograph and is set aside: {Message}")]
    private partial void LogUnreadable(string queue, string message);
}
