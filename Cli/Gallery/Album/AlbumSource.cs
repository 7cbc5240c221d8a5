using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Album;

/// <summary>A photograph as it came in.</summary>
/// <param name="Path">Its blob name in <c>grayscale/</c>.</param>
/// <param name="ETag">Its version, without quotes.</param>
/// <param name="Time">When this version came.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record AlbumSource(string Path, string ETag, DateTimeOffset Time, long Bytes)
{
    /// <summary>Reads an item of a listing.</summary>
    public static AlbumSource From(BlobItem item) => new(
        item.Name, UnquotedETag.Of(item.Properties.ETag), item.Properties.LastModified ?? default, item.Properties.ContentLength ?? 0);
}
