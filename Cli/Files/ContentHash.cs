using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Colorize.Cli.Files;

/// <summary>The hash by which storage tells contents apart: the blob property Content-MD5 (RFC 1864).</summary>
[SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "Content-MD5 is MD5; it guards against accidents, not attacks.")]
internal static class ContentHash
{
    /// <summary>The hash of a content in memory.</summary>
    public static byte[] Of(ReadOnlySpan<byte> content) => MD5.HashData(content);

    /// <summary>The hash of a file.</summary>
    public static async Task<byte[]> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        return await MD5.HashDataAsync(file, cancellationToken);
    }
}
