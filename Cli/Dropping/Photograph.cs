namespace Colorize.Cli.Dropping;

/// <summary>A photograph that is to be dropped.</summary>
/// <param name="Label">What to call it in messages: its file, for one.</param>
/// <param name="Name">The file name that it should have in storage.</param>
/// <param name="ReadAsync">Reads the whole file.</param>
internal sealed record Photograph(string Label, string Name, Func<CancellationToken, Task<byte[]>> ReadAsync)
{
    /// <summary>A photograph in a file.</summary>
    public static Photograph FromFile(string path) =>
        new(path, Path.GetFileName(path), cancellationToken => File.ReadAllBytesAsync(path, cancellationToken));
}
