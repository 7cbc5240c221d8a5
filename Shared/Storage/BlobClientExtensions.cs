using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Colorize.Storage;

/// <summary>What all parts ask of a blob.</summary>
public static class BlobClientExtensions
{
    /// <summary>The properties of a blob, or null if there is no such blob.</summary>
    public static async Task<BlobProperties?> FindPropertiesAsync(this BlobClient blob, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(blob);
        try
        {
            return await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return null;
        }
    }

    /// <summary>
    /// Copies a blob onto itself. It keeps its content and metadata and becomes a new version, which both hosts take for a new
    /// blob; a mere change of metadata raises no event in Azure.
    /// </summary>
    /// <returns>Whether the blob was there.</returns>
    public static async Task<bool> TryRenewAsync(this BlobClient blob, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(blob);
        try
        {
            CopyFromUriOperation copy = await blob.StartCopyFromUriAsync(blob.Uri, cancellationToken: cancellationToken);
            await copy.WaitForCompletionAsync(cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return false;
        }
    }
}
