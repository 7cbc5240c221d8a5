using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Colorize.Models;

/// <summary>How the JSON files of a model set are written and, strictly, read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, MaxDepth = 32)]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(ManifestHeader))]
[JsonSerializable(typeof(CurrentModel))]
[JsonSerializable(typeof(RefusedModel))]
internal sealed partial class ModelJson : JsonSerializerContext
{
    /// <summary>Reads a value: nothing missing, nothing unknown, nothing twice, nothing after it.</summary>
    /// <exception cref="ModelSetException">The bytes are too many, or not such JSON.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, int maxBytes, string path) where T : class
    {
        if (json.Length > maxBytes)
        {
            throw new ModelSetException(path, $"it has more than {maxBytes:N0} bytes, which is as many as are read.");
        }

        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new ModelSetException(path, "it is null; it must be a JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException) // the latter: a JsonObject with a key twice
        {
            throw new ModelSetException(path, $"it is not the JSON that is needed: {exception.Message}", exception);
        }
    }
}
