using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace Colorize.Functions.Isolated;

/// <summary>
/// What starts each function in the Azure Functions isolated worker. Event Grid tells of a blob at once; a container is never scanned.
/// </summary>
/// <param name="preprocess">The function for training images.</param>
/// <param name="colorize">The function for photographs.</param>
public sealed class Triggers(PreprocessUpload preprocess, ColorizeGrayscale colorize)
{
    /// <summary>A blob appears in <c>uploads/</c>.</summary>
    /// <param name="blob">The blob. A client is taken, and not a stream: that one fails before the function runs if the blob is gone.</param>
    /// <param name="path">Its name as it was written; the client has resolved any .. in it.</param>
    /// <param name="cancellationToken">Stops the work when the host stops.</param>
    [Function(nameof(PreprocessUpload))]
    public Task PreprocessUpload(
        [BlobTrigger("uploads/{path}", Source = BlobTriggerSource.EventGrid, Connection = "AzureWebJobsStorage")] BlobClient blob,
        string path,
        CancellationToken cancellationToken) => preprocess.RunAsync(path, cancellationToken);

    /// <summary>A blob appears in <c>grayscale/</c>.</summary>
    /// <inheritdoc cref="PreprocessUpload"/>
    [Function(nameof(ColorizeGrayscale))]
    public Task ColorizeGrayscale(
        [BlobTrigger("grayscale/{path}", Source = BlobTriggerSource.EventGrid, Connection = "AzureWebJobsStorage")] BlobClient blob,
        string path,
        CancellationToken cancellationToken) => colorize.RunAsync(path, cancellationToken);
}
