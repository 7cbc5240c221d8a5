namespace Colorize.Models;

/// <summary>The model sets that come with the program, in the folder <c>models</c> beside it or in any other.</summary>
/// <param name="folder">The folder that holds <c>current.json</c>.</param>
public sealed class BundledModels(string folder) : ModelStore
{
    /// <summary>The folder beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "models");

    /// <inheritdoc/>
    public override string Description => $"the folder {folder}";

    /// <summary>Reads which version is in use, or answers <see langword="null"/> where the folder has no models.</summary>
    /// <exception cref="ModelSetException"><c>current.json</c> is not in order.</exception>
    public async Task<CurrentModel?> ReadCurrentAsync(CancellationToken cancellationToken = default)
    {
        byte[]? json = await TryReadAsync(ModelPaths.Current, CurrentModel.MaxBytes, cancellationToken);
        return json is null ? null : CurrentModel.Parse(json, ModelPaths.Current);
    }

    /// <inheritdoc/>
    protected override Task<(Stream Content, long Length)?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        return Task.FromResult<(Stream, long)?>(file.Exists ? (file.OpenRead(), file.Length) : null);
    }
}
