using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Telemetry;

namespace Colorize.Functions.Delivery;

/// <summary>
/// One version of a blob that came in, opened for reading: one request tells its version, size and metadata, and gives its
/// content to whoever still wants it. All reading is of that version or fails to find it.
/// </summary>
internal sealed class SourceBlob : IDisposable
{
    private readonly BlobDownloadStreamingResult _download;

    /// <summary>A version whose download has begun.</summary>
    internal SourceBlob(BlobClient blob, BlobDownloadStreamingResult download, long opened)
    {
        Blob = blob;
        Opened = opened;
        _download = download;
    }

    /// <summary>The blob.</summary>
    public BlobClient Blob { get; }

    /// <summary>A moment, as <see cref="Stopwatch.GetTimestamp"/> says it, at which no later version than this was known.</summary>
    public long Opened { get; }

    /// <summary>The version.</summary>
    public ETag ETag => _download.Details.ETag;

    /// <summary>Its length in bytes.</summary>
    public long Size => _download.Details.ContentLength;

    /// <summary>What whoever uploaded it wrote beside it.</summary>
    public IDictionary<string, string> Metadata => _download.Details.Metadata;

    /// <summary>Container and path, for people.</summary>
    public string Name => $"{Blob.BlobContainerName}/{Blob.Name}";

    /// <summary>The ETag as it is written into metadata, rejections and logs: without quotes.</summary>
    public string ETagText => UnquotedETag.Of(ETag);

    /// <summary>Opens the newest version of a blob; null if there is no such blob any more.</summary>
    public static async Task<SourceBlob?> OpenAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        long opened = Stopwatch.GetTimestamp();
        try
        {
            return new SourceBlob(blob, await blob.DownloadStreamingAsync(cancellationToken: cancellationToken), opened);
        }
        catch (RequestFailedException exception) when (exception.IsNotFound())
        {
            return null;
        }
    }

    /// <summary>The content of this version, or null if it has been overwritten or deleted.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        using Stage downloading = Stage.Download();
        byte[] content = new byte[Size];
        try
        {
            await _download.Content.ReadExactlyAsync(content, cancellationToken);
            return content;
        }
        catch (RequestFailedException exception) when (exception.IsOvertaken())
        {
            // The connection broke, and the rest is of another version.
            return null;
        }
    }

    /// <summary>Whether this version is still the newest.</summary>
    public async Task<bool> IsNewestAsync(CancellationToken cancellationToken) =>
        (await Blob.FindPropertiesAsync(cancellationToken))?.ETag == ETag;

    /// <summary>Ends the download.</summary>
    public void Dispose() => _download.Dispose();
}
