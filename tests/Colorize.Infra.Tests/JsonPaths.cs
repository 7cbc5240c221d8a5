using System.Text.Json;

namespace Colorize.Tests.Infra;

internal static class JsonPaths
{
    /// <summary>The element at a path of names with dots between them.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (at, name) => at.GetProperty(name));

    /// <summary>The string at a path.</summary>
    public static string Text(this JsonElement element, string path) => element.At(path).GetString()!;
}
