using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Telemetry;

namespace Colorize.Functions.Delivery;

/// <summary>One version of a blob that came in. All reading is of that version or fails to find it.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="ETag">The version.</param>
/// <param name="Size">Its length in bytes.</param>
internal sealed record SourceBlob(BlobClient Blob, ETag ETag, long Size)
{
    /// <summary>Container and path, for people.</summary>
    public string Name => $"{Blob.BlobContainerName}/{Blob.Name}";

    /// <summary>The ETag as it is written into metadata, rejections and logs: without quotes.</summary>
    public string ETagText => UnquotedETag.Of(ETag);

    /// <summary>The newest version of a blob, or null if there is no such blob any more.</summary>
    public static async Task<SourceBlob?> FindAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return new SourceBlob(blob, properties.ETag, properties.ContentLength);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The content of this version, or null if it has been overwritten or deleted.</summary>
    public async Task<BinaryData?> DownloadAsync(CancellationToken cancellationToken)
    {
        using Stage downloading = Stage.Download();
        BlobDownloadOptions options = new() { Conditions = new BlobRequestConditions { IfMatch = ETag } };
        try
        {
            BlobDownloadResult result = await Blob.DownloadContentAsync(options, cancellationToken);
            return result.Content;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>Whether this version is still the newest.</summary>
    public async Task<bool> IsNewestAsync(CancellationToken cancellationToken) =>
        (await FindAsync(Blob, cancellationToken))?.ETag == ETag;
}
