using System.Diagnostics.CodeAnalysis;

namespace Colorize.Storage;

/// <summary>The path of a training image in <see cref="ContainerNames.Uploads"/>: <c>{split}/{class}/{file}</c>.</summary>
/// <param name="Split">The part of the dataset, such as <c>train</c> or <c>test</c>.</param>
/// <param name="Class">The class of the scene.</param>
/// <param name="File">The file's name, with its extension if it has one.</param>
public sealed record UploadPath(string Split, string Class, string File)
{
    /// <summary>The form that a path must have, for messages.</summary>
    public const string Form = "{split}/{class}/{file}";

    /// <summary>Reads a blob name. False unless it has exactly three parts, none of them empty, <c>.</c> or <c>..</c>.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out UploadPath? result)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] parts = path.Split('/');
        bool valid = parts.Length == 3 && parts.All(part => part is not ("" or "." or ".."));
        result = valid ? new UploadPath(parts[0], parts[1], parts[2]) : null;
        return valid;
    }

    /// <summary>The blob name.</summary>
    public override string ToString() => $"{Split}/{Class}/{File}";
}
