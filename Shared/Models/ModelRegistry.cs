namespace Colorize.Models;

/// <summary>
/// A place that model sets are published to and put into use in: the container of a storage account, or a folder. It keeps
/// every version; <c>current.json</c> names the one in use, and the one before, to which a rollback returns.
/// </summary>
public abstract class ModelRegistry
{
    /// <summary>What people call the place: an address or a path.</summary>
    public abstract string Description { get; }

    /// <summary>The sets, to be read.</summary>
    public abstract ModelStore Store { get; }

    /// <summary>Makes sure that the place is there, before hours are spent on what goes to it.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellationToken = default);

    /// <summary>The versions that are there whole, in the order of their names.</summary>
    public abstract Task<IReadOnlyList<string>> ListVersionsAsync(CancellationToken cancellationToken = default);

    /// <summary>The version in use; null where none is, and the bundled set serves.</summary>
    /// <exception cref="ModelSetException"><c>current.json</c> is not in order.</exception>
    public async Task<CurrentModel?> ReadCurrentAsync(CancellationToken cancellationToken = default) =>
        (await ReadCurrentFileAsync(cancellationToken))?.Parse();

    /// <summary>Writes the files of a version and puts it into use at the end, so that nobody sees a part of it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="files">Its files by their paths, the manifest last.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelConflictException">Another version was put into use meanwhile, and stays.</exception>
    public async Task PublishAsync(
        string version, IEnumerable<(string Path, byte[] Content)> files, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        await PrepareAsync(cancellationToken);
        CurrentModelFile? before = await ReadCurrentFileAsync(cancellationToken);
        foreach ((string path, byte[] content) in files)
        {
            await WriteAsync(path, content, cancellationToken);
        }

        await UseAsync(version, before, cancellationToken);
    }

    /// <summary>Puts a version into use that is there.</summary>
    /// <exception cref="ModelSetException">It is not there, or not in order.</exception>
    /// <exception cref="ModelConflictException">Another version was put into use meanwhile, and stays.</exception>
    public async Task UseAsync(string version, CancellationToken cancellationToken = default)
    {
        CurrentModelFile? before = await ReadCurrentFileAsync(cancellationToken);
        await Store.ReadManifestAsync(version, cancellationToken);
        await UseAsync(version, before, cancellationToken);
    }

    /// <summary>Puts no version into use: the bundled set serves again.</summary>
    /// <exception cref="ModelConflictException">Another version was put into use meanwhile, and stays.</exception>
    public async Task UseNoneAsync(CancellationToken cancellationToken = default)
    {
        if (await ReadCurrentFileAsync(cancellationToken) is { } before)
        {
            await ReplaceCurrentAsync(before, json: null, cancellationToken);
        }
    }

    /// <summary>Puts the version into use that was in use before; none where there was none.</summary>
    /// <returns>That version; null for none.</returns>
    /// <exception cref="ModelSetException">It is not there any more.</exception>
    public async Task<string?> RollBackAsync(CancellationToken cancellationToken = default)
    {
        string? before = (await ReadCurrentAsync(cancellationToken))?.Previous;
        await (before is null ? UseNoneAsync(cancellationToken) : UseAsync(before, cancellationToken));
        return before;
    }

    /// <summary>Writes a file of a version, whole or not at all.</summary>
    public abstract Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken = default);

    /// <summary>Reads <c>current.json</c>; null where there is none.</summary>
    protected abstract Task<CurrentModelFile?> ReadCurrentFileAsync(CancellationToken cancellationToken);

    /// <summary>Writes <c>current.json</c>, or deletes it, if it is still what it was.</summary>
    /// <param name="before">What it was; null for none.</param>
    /// <param name="json">What it becomes; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelConflictException">It is no longer what it was.</exception>
    protected abstract Task ReplaceCurrentAsync(CurrentModelFile? before, byte[]? json, CancellationToken cancellationToken);

    private Task UseAsync(string version, CurrentModelFile? before, CancellationToken cancellationToken)
    {
        CurrentModel? old = TryParse(before);
        string? previous = old?.Version == version ? old.Previous : old?.Version;
        return ReplaceCurrentAsync(before, new CurrentModel(version, previous).ToJson(), cancellationToken);
    }

    // A damaged file is about to be replaced by one that is whole.
    private static CurrentModel? TryParse(CurrentModelFile? file)
    {
        try
        {
            return file?.Parse();
        }
        catch (ModelSetException)
        {
            return null;
        }
    }
}
