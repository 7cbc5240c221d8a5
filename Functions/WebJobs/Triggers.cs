using Azure.Storage.Blobs;
using Colorize.Functions.Shutdown;
using Colorize.Storage;
using Microsoft.Azure.WebJobs;

namespace Colorize.Functions.WebJobs;

/// <summary>What starts each function in the embedded host.</summary>
/// <param name="preprocess">The function for training images.</param>
/// <param name="colorize">The function for photographs.</param>
/// <param name="recordGivenUp">The function for blobs that failed at every try.</param>
/// <param name="inFlight">Knows what runs, and ends it when the process must.</param>
public sealed class Triggers(PreprocessUpload preprocess, ColorizeGrayscale colorize, RecordGivenUp recordGivenUp, InFlightBlobs inFlight)
{
    private const string Connection = StorageOptions.SectionName;

    /// <summary>A blob appears in <c>uploads/</c>.</summary>
    /// <param name="blob">The blob; its name alone is used, since it may be overwritten or deleted at any time.</param>
    /// <param name="path">Its name.</param>
    [FunctionName(nameof(PreprocessUpload))]
    public Task PreprocessUpload(
        [BlobTrigger("uploads/{path}", Source = BlobTriggerSource.EventGrid, Connection = Connection)] BlobClient blob, string path) =>
        inFlight.RunAsync($"{ContainerNames.Uploads}/{path}", deadline => preprocess.RunAsync(path, deadline));

    /// <summary>A blob appears in <c>grayscale/</c>.</summary>
    /// <inheritdoc cref="PreprocessUpload"/>
    [FunctionName(nameof(ColorizeGrayscale))]
    public Task ColorizeGrayscale(
        [BlobTrigger("grayscale/{path}", Source = BlobTriggerSource.EventGrid, Connection = Connection)] BlobClient blob, string path) =>
        inFlight.RunAsync($"{ContainerNames.Grayscale}/{path}", deadline => colorize.RunAsync(path, deadline));

    /// <summary>A blob has failed at every try.</summary>
    /// <param name="message">What the extension says of it.</param>
    [FunctionName(nameof(RecordGivenUp))]
    public Task RecordGivenUp([QueueTrigger(BlobPaths.PoisonQueue, Connection = Connection)] string message) =>
        inFlight.RunAsync(BlobPaths.PoisonQueue, deadline => recordGivenUp.RunAsync(message, deadline));
}
