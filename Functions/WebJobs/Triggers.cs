using Microsoft.Azure.Storage.Blob;
using Microsoft.Azure.WebJobs;

namespace Colorize.Functions.WebJobs;

/// <summary>What starts each function in the embedded host.</summary>
/// <param name="preprocess">The function for training images.</param>
/// <param name="colorize">The function for photographs.</param>
/// <param name="grace">Ends the work when the process must.</param>
public sealed class Triggers(PreprocessUpload preprocess, ColorizeGrayscale colorize, StopGrace grace)
{
    /// <summary>A blob appears in <c>uploads/</c>.</summary>
    /// <param name="blob">The blob; its name alone is used, since it may be overwritten or deleted at any time.</param>
    /// <param name="path">Its name.</param>
    [FunctionName(nameof(PreprocessUpload))]
    public Task PreprocessUpload([BlobTrigger("uploads/{path}", Connection = "AzureWebJobsStorage")] ICloudBlob blob, string path) =>
        preprocess.RunAsync(blob.Name, grace.Token);

    /// <summary>A blob appears in <c>grayscale/</c>.</summary>
    /// <inheritdoc cref="PreprocessUpload"/>
    [FunctionName(nameof(ColorizeGrayscale))]
    public Task ColorizeGrayscale([BlobTrigger("grayscale/{path}", Connection = "AzureWebJobsStorage")] ICloudBlob blob, string path) =>
        colorize.RunAsync(blob.Name, grace.Token);
}
