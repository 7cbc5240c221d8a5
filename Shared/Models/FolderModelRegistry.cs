using Azure;

namespace Colorize.Models;

/// <summary>Model sets in a local folder.</summary>
/// <param name="folder">The folder.</param>
public sealed class FolderModelRegistry(string folder) : ModelRegistry
{
    // A folder has no conditions; nobody but this machine's user writes to it.
    private static readonly ETag NoTag = new("folder");

    private readonly string _folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public override string Description => _folder;

    /// <inheritdoc/>
    public override ModelStore Store => new BundledModels(_folder);

    /// <inheritdoc/>
    public override Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(_folder);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>> ListVersionsAsync(CancellationToken cancellationToken = default)
    {
        DirectoryInfo root = new(_folder);
        IEnumerable<string> versions = root.Exists ? root.EnumerateDirectories().Select(version => version.Name) : [];
        return Task.FromResult<IReadOnlyList<string>>(
            [.. versions.Where(version => File.Exists(At(ModelPaths.Manifest(version)))).Order(StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public override async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken = default)
    {
        string part = At(path) + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        try
        {
            await File.WriteAllBytesAsync(part, content, cancellationToken);
            File.Move(part, At(path), overwrite: true);
        }
        finally
        {
            // On a full disk, a half would keep room from whoever makes some.
            File.Delete(part);
        }
    }

    /// <inheritdoc/>
    protected override async Task<CurrentModelFile?> ReadCurrentFileAsync(CancellationToken cancellationToken) =>
        File.Exists(At(ModelPaths.Current))
            ? new CurrentModelFile(NoTag, await File.ReadAllBytesAsync(At(ModelPaths.Current), cancellationToken))
            : null;

    /// <inheritdoc/>
    protected override Task ReplaceCurrentAsync(CurrentModelFile? before, byte[]? json, CancellationToken cancellationToken)
    {
        if (json is not null)
        {
            return WriteAsync(ModelPaths.Current, json, cancellationToken);
        }

        File.Delete(At(ModelPaths.Current));
        return Task.CompletedTask;
    }

    private string At(string path) => Path.Combine(_folder, path);
}
