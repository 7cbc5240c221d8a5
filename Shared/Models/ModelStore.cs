namespace Colorize.Models;

/// <summary>A place that holds model sets: <c>current.json</c>, and a folder for each version.</summary>
public abstract class ModelStore
{
    /// <summary>What people call the place, for the log: <c>the container "models"</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Reads the manifest of a version.</summary>
    /// <exception cref="ModelSetException">It is not there, or it is not in order.</exception>
    public async Task<ModelManifest> ReadManifestAsync(string version, CancellationToken cancellationToken = default)
    {
        string path = ModelPaths.Manifest(version);
        byte[] json = await ReadAsync(path, ModelManifest.MaxBytes, cancellationToken);
        var manifest = ModelManifest.Parse(json, path);
        return manifest.Version == version
            ? manifest
            : throw new ModelSetException(path, $"version is \"{manifest.Version}\"; its folder says \"{version}\".");
    }

    /// <summary>Reads a network's file, whole and as the manifest describes it.</summary>
    /// <exception cref="ModelSetException">It is not there, or its size or hash differs.</exception>
    public async Task<byte[]> ReadNetworkAsync(string version, ModelFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        string path = ModelPaths.File(version, file);
        byte[] content = await ReadAsync(path, file.Size, cancellationToken);
        file.Verify(content, path);
        return content;
    }

    /// <summary>Opens a file, or answers <see langword="null"/> where there is none.</summary>
    /// <returns>Its bytes from the first on, and how many there are.</returns>
    protected abstract Task<(Stream Content, long Length)?> OpenAsync(string path, CancellationToken cancellationToken);

    /// <summary>Reads a whole file, or answers <see langword="null"/> where there is none.</summary>
    /// <exception cref="ModelSetException">It is longer than <paramref name="maxBytes"/>, or shorter than its store says.</exception>
    protected async Task<byte[]?> TryReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
    {
        (Stream Content, long Length)? opened = await OpenAsync(path, cancellationToken);
        if (opened is not var (stream, length))
        {
            return null;
        }

        await using Stream content = stream;

        // Before memory is taken for it: the length is the store's word, the limit is ours.
        if (length > maxBytes)
        {
            throw new ModelSetException(path, $"it has {length:N0} bytes; at most {maxBytes:N0} may be there.");
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        int read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read == bytes.Length
            ? bytes
            : throw new ModelSetException(path, $"it ended after {read:N0} of {bytes.Length:N0} bytes. Publish the model set again.");
    }

    private async Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken) =>
        await TryReadAsync(path, maxBytes, cancellationToken)
            ?? throw new ModelSetException(path, $"it is not in {Description}. Publish the model set again.");
}
