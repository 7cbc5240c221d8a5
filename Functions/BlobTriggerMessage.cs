using System.Text.Json;

namespace Colorize.Functions;

/// <summary>
/// What the blob extension's messages say, in its queue of blobs that wait and in that of blobs which failed at every try.
/// </summary>
/// <param name="FunctionId">The function that the blob is for.</param>
/// <param name="BlobType">The kind of blob.</param>
/// <param name="ContainerName">The blob's container.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="ETag">The version that was announced.</param>
internal sealed record BlobTriggerMessage(string? FunctionId, string? BlobType, string ContainerName, string BlobName, string? ETag)
{
    /// <summary>Reads a message, or gives null if it is about no blob.</summary>
    public static BlobTriggerMessage? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BlobTriggerMessage>(text) is { ContainerName: not null, BlobName: not null } message
                ? message
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
