using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Colorize.Cli;

/// <summary>Results for scripts: one JSON document on standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a result.</summary>
    /// <remarks>It is written like any other text, in lines whose hidden characters are escaped; JSON escapes in the same way.</remarks>
    public static void Write<T>(T result) => Console.Out.Write(JsonSerializer.Serialize(result, Options) + "\n");
}
