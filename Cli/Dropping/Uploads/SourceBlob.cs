using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Files;
using Colorize.Storage;

namespace Colorize.Cli.Dropping.Uploads;

/// <summary>A photograph that lies in <c>grayscale/</c>, as storage tells of it.</summary>
/// <param name="ETag">Its version.</param>
/// <param name="Md5">Its Content-MD5, if whoever uploaded it gave one.</param>
/// <param name="Metadata">Its metadata.</param>
internal sealed record SourceBlob(ETag ETag, byte[]? Md5, IDictionary<string, string> Metadata)
{
    /// <summary>From a listing.</summary>
    public static SourceBlob From(BlobItem item) => new(item.Properties.ETag ?? default, item.Properties.ContentHash, item.Metadata);

    /// <summary>From its properties alone.</summary>
    public static SourceBlob From(BlobProperties properties) => new(properties.ETag, properties.ContentHash, properties.Metadata);

    /// <summary>Whether it is the very same file. What other programs have uploaded says only its MD5.</summary>
    public bool IsSame(string sha256, ReadOnlySpan<byte> content) => Metadata.TryGetValue(BlobMetadata.ContentHash, out string? known)
        ? known == sha256
        : Md5 is { Length: > 0 } && Md5.AsSpan().SequenceEqual(ContentHash.Md5(content));
}
