using Colorize.Files;

namespace Colorize.Cli.Dropping;

/// <summary>A photograph that is to be dropped.</summary>
/// <param name="Label">What to call it in messages: its file, for one.</param>
/// <param name="Name">The name that it should have in storage, with the folders that it lies in and slashes between them.</param>
/// <param name="ReadAsync">Reads the whole file.</param>
internal sealed record Photograph(string Label, string Name, Func<CancellationToken, Task<byte[]>> ReadAsync)
{
    /// <summary>A photograph in a file.</summary>
    public static Photograph FromFile(string path, string? name = null) =>
        new(path, name ?? Path.GetFileName(path), cancellationToken => ReadFileAsync(path, cancellationToken));

    private static Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken) => RegularFile.Exists(path)
        ? File.ReadAllBytesAsync(path, cancellationToken)
        : throw new IOException("it is no regular file any more");
}
