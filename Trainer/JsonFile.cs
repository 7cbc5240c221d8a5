using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Colorize.Trainer;

/// <summary>Files of JSON, written so that a reader finds the old one or the new one, never a part.</summary>
internal static class JsonFile
{
    /// <summary>Reads a file; null if it is not there.</summary>
    /// <exception cref="TrainingException">It is damaged.</exception>
    public static T? TryRead<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) : null;
        }
        catch (JsonException exception)
        {
            throw new TrainingException($"{path} is damaged. Delete it, and what it tells of is done again.", exception);
        }
    }

    /// <summary>Writes a file, and its folder where there is none.</summary>
    public static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string part = path + ".part";
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(value, type));
        File.Move(part, path, overwrite: true);
    }
}
