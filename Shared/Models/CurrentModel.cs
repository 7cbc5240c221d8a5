using System.Text.Json;
using System.Text.Json.Serialization;

namespace Colorize.Models;

/// <summary>Which model set is in use: <c>models/current.json</c>.</summary>
/// <param name="Version">The set's name, which is also the name of its folder.</param>
/// <param name="Previous">The set that was in use before it, for a rollback; null where none was.</param>
public sealed record CurrentModel(
    string Version, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Previous = null)
{
    /// <summary>The largest <c>current.json</c> that is read, in bytes.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Reads <c>current.json</c> and refuses a version that is not a plain name.</summary>
    /// <param name="json">The bytes of the file, from a place that may not be trusted.</param>
    /// <param name="path">Where they were read from, for the messages.</param>
    /// <exception cref="ModelSetException">Something about it is wrong; the message says what would be right.</exception>
    public static CurrentModel Parse(ReadOnlySpan<byte> json, string path)
    {
        CurrentModel current = ModelJson.Read(json, ModelJson.Default.CurrentModel, MaxBytes, path);
        current.Check(path);
        return current;
    }

    /// <summary>The bytes of <c>current.json</c>.</summary>
    /// <exception cref="ModelSetException">The version is not a plain name.</exception>
    public byte[] ToJson()
    {
        Check(ModelPaths.Current);
        return JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Default.CurrentModel);
    }

    private void Check(string path)
    {
        if (!PlainName.Is(Version))
        {
            throw new ModelSetException(path, $"version is {PlainName.Quote(Version)}; it must be {PlainName.Rule}.");
        }

        if (Previous is not null && !PlainName.Is(Previous))
        {
            throw new ModelSetException(path, $"previous is {PlainName.Quote(Previous)}; it must be {PlainName.Rule}.");
        }
    }
}
