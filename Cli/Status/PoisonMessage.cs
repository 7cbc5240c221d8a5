using System.Text;
using System.Text.Json;

namespace Colorize.Cli.Status;

/// <summary>A message in the poison queue: a blob that failed at every try.</summary>
/// <param name="Container">The blob's container.</param>
/// <param name="Blob">The blob's name.</param>
internal sealed record PoisonMessage(string Container, string Blob)
{
    /// <summary>Reads a message as the Functions host writes it: JSON, in Base64 or plain. Null for anything else.</summary>
    public static PoisonMessage? Parse(string text)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(Decode(text));
            string? container = json.RootElement.GetProperty("ContainerName").GetString();
            string? blob = json.RootElement.GetProperty("BlobName").GetString();
            return container is null || blob is null ? null : new(container, blob);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Decode(string text)
    {
        Span<byte> bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? Encoding.UTF8.GetString(bytes[..length]) : text;
    }
}
