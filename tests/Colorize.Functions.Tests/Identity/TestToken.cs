using System.Buffers.Text;
using System.Text.Json;

namespace Colorize.Tests.Identity;

/// <summary>
/// Access tokens as Microsoft Entra ID gives them. The emulator reads issuer, audience and times, and leaves the signature unchecked
/// (<c>--oauth basic</c>).
/// </summary>
internal static class TestToken
{
    /// <summary>The audience of tokens for Azure Storage.</summary>
    public const string Storage = "https://storage.azure.com";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(4);

    /// <summary>A token.</summary>
    /// <param name="audience">Whom it is for.</param>
    /// <returns>The token, and when it expires.</returns>
    public static (string Text, DateTimeOffset Expires) Create(string audience = Storage)
    {
        DateTimeOffset issued = DateTimeOffset.UtcNow.AddMinutes(-1);
        DateTimeOffset expires = issued + Lifetime;
        string tenant = Guid.NewGuid().ToString();
        string claims = Encode(new
        {
            aud = audience,
            iss = $"https://sts.windows.net/{tenant}/",
            iat = issued.ToUnixTimeSeconds(),
            nbf = issued.ToUnixTimeSeconds(),
            exp = expires.ToUnixTimeSeconds(),
            oid = Guid.NewGuid(),
            tid = tenant,
            ver = "1.0",
        });
        return ($"{Encode(new { alg = "RS256", typ = "JWT" })}.{claims}.{Base64Url.EncodeToString("unchecked"u8)}", expires);
    }

    private static string Encode<T>(T part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
