using Azure.Storage.Blobs;
using Colorize.Functions.Delivery;
using Colorize.Functions.Review;
using Colorize.Functions.Shutdown;
using Colorize.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Colorize.Functions.Isolated;

/// <summary>
/// What starts each function in the Azure Functions isolated worker. Event Grid tells of a blob at once; a container is never scanned.
/// </summary>
/// <param name="preprocess">The function for training images.</param>
/// <param name="colorize">The function for photographs.</param>
/// <param name="recordGivenUp">The function for blobs that failed at every try.</param>
/// <param name="review">The function that finds what was missed.</param>
/// <param name="inFlight">Knows what runs, and ends it when the process must.</param>
/// <param name="logger">Hears of events that are no function's.</param>
public sealed partial class Triggers(
    PreprocessUpload preprocess,
    ColorizeGrayscale colorize,
    RecordGivenUp recordGivenUp,
    ReviewSources review,
    InFlightBlobs inFlight,
    ILogger<Triggers> logger)
{
    private const string Connection = StorageOptions.SectionName;

    /// <summary>A blob appears in <c>uploads/</c>.</summary>
    /// <param name="blob">The blob. A client is taken, and not a stream: that one fails before the function runs if the blob is
    /// gone.</param>
    /// <param name="path">
    /// Its name as it was written; the client has resolved any .. in it. Null if an event of another container was sent here.
    /// </param>
    [Function(nameof(PreprocessUpload))]
    public Task PreprocessUpload(
        [BlobTrigger("uploads/{path}", Source = BlobTriggerSource.EventGrid, Connection = Connection)] BlobClient blob, string? path) =>
        RunAsync(nameof(PreprocessUpload), ContainerNames.Uploads, blob, path, preprocess.RunAsync);

    /// <summary>A blob appears in <c>grayscale/</c>.</summary>
    /// <inheritdoc cref="PreprocessUpload"/>
    [Function(nameof(ColorizeGrayscale))]
    public Task ColorizeGrayscale(
        [BlobTrigger("grayscale/{path}", Source = BlobTriggerSource.EventGrid, Connection = Connection)] BlobClient blob, string? path) =>
        RunAsync(nameof(ColorizeGrayscale), ContainerNames.Grayscale, blob, path, colorize.RunAsync);

    /// <summary>A blob has failed at every try.</summary>
    /// <param name="message">What the host says of it.</param>
    [Function(nameof(RecordGivenUp))]
    public Task RecordGivenUp([QueueTrigger(BlobPaths.PoisonQueue, Connection = Connection)] string message) =>
        inFlight.RunAsync(BlobPaths.PoisonQueue, deadline => recordGivenUp.RunAsync(message, deadline));

    /// <summary>An hour has passed, or what the setting says.</summary>
    /// <param name="timer">Why it runs now.</param>
    [Function(nameof(ReviewSources))]
    public Task ReviewSources([TimerTrigger(ReviewOptions.ScheduleSetting)] TimerInfo timer) =>
        inFlight.RunAsync(nameof(ReviewSources), review.RunAsync);

    private Task RunAsync(
        string function, string container, BlobClient blob, string? path, Func<string, CancellationToken, Task> functionAsync)
    {
        ArgumentNullException.ThrowIfNull(blob);
        if (path is null)
        {
            LogWrongFunction($"{blob.BlobContainerName}/{blob.Name}", DeliveryRecord.NoETag, function, container);
            return Task.CompletedTask;
        }

        return inFlight.RunAsync($"{container}/{path}", deadline => functionAsync(path, deadline));
    }

    [LoggerMessage(
        LogLevel.Error,
        "{Blob} ({ETag}): an event about it came to {Function}, which is for {Container}/ alone. Check the event subscriptions.")]
    private partial void LogWrongFunction(string blob, string eTag, string function, string container);
}
