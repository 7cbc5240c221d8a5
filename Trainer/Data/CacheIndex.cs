using System.Text.Json;
using System.Text.Json.Serialization;

namespace Colorize.Trainer.Data;

/// <summary>What stands in which row of a cache file.</summary>
/// <param name="Source">The source that it was filled from.</param>
/// <param name="DataFile">The name of the file with the rows, beside the index.</param>
/// <param name="Samples">The picture of each row.</param>
/// <param name="Unreadable">Rows that hold nothing, since their picture could not be read.</param>
/// <param name="Digests">The digest of each row's content; null in an index of a trainer that took none.</param>
internal sealed record CacheIndex(
    string Source, string DataFile, IReadOnlyList<Sample> Samples, IReadOnlyList<int> Unreadable, IReadOnlyList<string>? Digests)
{
    /// <summary>Reads an index; null if there is none or it cannot be understood.</summary>
    public static CacheIndex? TryRead(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), CacheIndexJson.Default.CacheIndex) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the index so that a reader sees the old one or the new one, never a part.</summary>
    public void Write(string path) => JsonFile.Write(path, this, CacheIndexJson.Default.CacheIndex);
}

[JsonSerializable(typeof(CacheIndex))]
internal sealed partial class CacheIndexJson : JsonSerializerContext;
