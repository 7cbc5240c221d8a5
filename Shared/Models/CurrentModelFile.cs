using Azure;

namespace Colorize.Models;

/// <summary><c>current.json</c> as storage holds it.</summary>
/// <param name="Tag">Changes whenever the file does.</param>
/// <param name="Content">Its bytes, not yet checked.</param>
public sealed record CurrentModelFile(ETag Tag, ReadOnlyMemory<byte> Content)
{
    /// <summary>Reads the version that it names.</summary>
    /// <exception cref="ModelSetException">The bytes are not in order; the message says what would be right.</exception>
    public CurrentModel Parse() => CurrentModel.Parse(Content.Span, ModelPaths.Current);
}
