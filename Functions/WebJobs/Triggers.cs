using Microsoft.Azure.Storage.Blob;
using Microsoft.Azure.WebJobs;

namespace Colorize.Functions.WebJobs;

/// <summary>What starts each function in the embedded host.</summary>
/// <param name="preprocess">The function for training images.</param>
/// <param name="colorize">The function for photographs.</param>
/// <param name="work">Knows what runs.</param>
/// <param name="grace">Ends it when the process must.</param>
public sealed class Triggers(PreprocessUpload preprocess, ColorizeGrayscale colorize, WorkInHand work, StopGrace grace)
{
    /// <summary>A blob appears in <c>uploads/</c>.</summary>
    /// <param name="blob">The blob; its name alone is used, since it may be overwritten or deleted at any time.</param>
    /// <param name="path">Its name.</param>
    [FunctionName(nameof(PreprocessUpload))]
    public Task PreprocessUpload([BlobTrigger("uploads/{path}", Connection = "AzureWebJobsStorage")] ICloudBlob blob, string path) =>
        work.DoAsync(() => preprocess.RunAsync(blob.Name, grace.Token));

    /// <summary>A blob appears in <c>grayscale/</c>.</summary>
    /// <inheritdoc cref="PreprocessUpload"/>
    [FunctionName(nameof(ColorizeGrayscale))]
    public Task ColorizeGrayscale([BlobTrigger("grayscale/{path}", Connection = "AzureWebJobsStorage")] ICloudBlob blob, string path) =>
        work.DoAsync(() => colorize.RunAsync(blob.Name, grace.Token));
}
