using System.IO.Hashing;
using System.Runtime.InteropServices;
using Colorize.Storage;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>A version of a blob in eight bytes, so that a million of them fit in memory.</summary>
internal static class BlobVersion
{
    /// <summary>The hash of a name and an ETag, with or without its quotes.</summary>
    public static ulong Hash(string name, string eTag) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{UnquotedETag.Of(eTag)}/{name}".AsSpan()));
}
