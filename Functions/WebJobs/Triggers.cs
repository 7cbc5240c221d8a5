using Azure.Storage.Blobs;
using Colorize.Functions.Shutdown;
using Colorize.Storage;
using Microsoft.Azure.WebJobs;

namespace Colorize.Functions.WebJobs;

/// <summary>What starts each function in the embedded host.</summary>
public sealed class Triggers
{
    private const string Connection = StorageOptions.SectionName;

    private readonly PreprocessUpload _preprocess;
    private readonly ColorizeGrayscale _colorize;
    private readonly RecordGivenUp _recordGivenUp;
    private readonly InFlightBlobs _inFlight;

    /// <param name="preprocess">The function for training images.</param>
    /// <param name="colorize">The function for photographs.</param>
    /// <param name="recordGivenUp">The function for blobs that failed at every try.</param>
    /// <param name="inFlight">Knows what runs, and ends it when the process must.</param>
    public Triggers(PreprocessUpload preprocess, ColorizeGrayscale colorize, RecordGivenUp recordGivenUp, InFlightBlobs inFlight)
    {
        _preprocess = preprocess;
        _colorize = colorize;
        _recordGivenUp = recordGivenUp;
        _inFlight = inFlight;
    }

    /// <summary>A blob appears in <c>uploads/</c>.</summary>
    /// <param name="blob">The blob; its name alone is used, since it may be overwritten or deleted at any time.</param>
    /// <param name="path">Its name.</param>
    [FunctionName(nameof(PreprocessUpload))]
    public Task PreprocessUpload(
        [BlobTrigger("uploads/{path}", Source = BlobTriggerSource.EventGrid, Connection = Connection)] BlobClient blob, string path) =>
        _inFlight.RunAsync($"{ContainerNames.Uploads}/{path}", deadline => _preprocess.RunAsync(path, deadline));

    /// <summary>A blob appears in <c>grayscale/</c>.</summary>
    /// <inheritdoc cref="PreprocessUpload"/>
    [FunctionName(nameof(ColorizeGrayscale))]
    public Task ColorizeGrayscale(
        [BlobTrigger("grayscale/{path}", Source = BlobTriggerSource.EventGrid, Connection = Connection)] BlobClient blob, string path) =>
        _inFlight.RunAsync($"{ContainerNames.Grayscale}/{path}", deadline => _colorize.RunAsync(path, deadline));

    /// <summary>A blob has failed at every try.</summary>
    /// <param name="message">What the extension says of it.</param>
    [FunctionName(nameof(RecordGivenUp))]
    public Task RecordGivenUp([QueueTrigger(BlobPaths.PoisonQueue, Connection = Connection)] string message) =>
        _inFlight.RunAsync(BlobPaths.PoisonQueue, deadline => _recordGivenUp.RunAsync(message, deadline));
}
