using System.Text.Json;

namespace Colorize.Functions.WebJobs.Engine;

/// <summary>A message in the queue of blobs that wait for their function, in the engine's own form.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="FunctionId">The function, with its class.</param>
/// <param name="BlobType">The kind of blob.</param>
/// <param name="ContainerName">The blob's container.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="ETag">The version, in quotes.</param>
internal sealed record BlobMessage(string Type, string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag)
{
    /// <summary>Reads a message, or gives null if somebody else has written it.</summary>
    public static BlobMessage? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BlobMessage>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
