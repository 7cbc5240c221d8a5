using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Colorize.Cli.Files;

/// <summary>The hashes by which contents are told apart.</summary>
internal static class ContentHash
{
    /// <summary>The blob property Content-MD5 (RFC 1864), which storage shows to everybody.</summary>
    [SuppressMessage(
        "Security",
        "CA5351:Do Not Use Broken Cryptographic Algorithms",
        Justification = "Content-MD5 is MD5; it guards against accidents, not attacks.")]
    public static byte[] Md5(ReadOnlySpan<byte> content) => MD5.HashData(content);

    /// <summary>SHA-256 in lower-case hexadecimal: what is the same by it is the same file.</summary>
    public static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>SHA-256 of a file.</summary>
    public static async Task<string> Sha256OfFileAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
