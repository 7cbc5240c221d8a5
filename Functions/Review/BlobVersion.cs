using System.IO.Hashing;
using System.Runtime.InteropServices;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Functions.Review;

/// <summary>A version of a blob in eight bytes, so that a million of them fit in memory.</summary>
internal static class BlobVersion
{
    /// <summary>The hash of a listed blob's name and ETag.</summary>
    public static ulong Of(BlobItem blob) => Of(blob.Name, UnquotedETag.Of(blob.Properties.ETag));

    /// <summary>The hash of a name and an ETag without quotes.</summary>
    public static ulong Of(string name, string eTag) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{eTag}/{name}".AsSpan()));
}
