using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Colorize.Storage;

/// <summary>A rejection as JSON, indented, since people read it.</summary>
[JsonSerializable(typeof(Rejection))]
internal sealed partial class RejectionJson : JsonSerializerContext
{
    /// <summary>Leaves names in other scripts readable: this JSON is for files, never for the inside of a web page.</summary>
    public static RejectionJson Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
