using Colorize.Cli.Local;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Models;

/// <summary>All model sets that this machine can reach, and which of them the functions use.</summary>
/// <param name="Account">The storage whose functions use them; null where there is none.</param>
/// <param name="Trained">The sets in the folder that was trained into.</param>
/// <param name="Bundled">The sets that come with the program.</param>
internal sealed record ModelCatalog(StorageClients? Account, ModelRegistry Trained, ModelRegistry Bundled)
{
    /// <summary>Where the trainer publishes to where there is no storage.</summary>
    public const string TrainedFolder = "data/trainer/models";

    /// <summary>The sets in storage; null where there is no storage.</summary>
    public ModelRegistry? Storage { get; } = Account is null ? null : new StorageModelRegistry(Account);

    /// <summary>Finds the places.</summary>
    /// <param name="folder">The folder that was trained into.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<ModelCatalog> OpenAsync(string folder, CancellationToken cancellationToken) => new(
        await TryConnectAsync(cancellationToken),
        new FolderModelRegistry(folder),
        new FolderModelRegistry(BundledModels.DefaultFolder));

    /// <summary>Lists all sets, the newest first.</summary>
    public async Task<IReadOnlyList<ListedModel>> ListAsync(CancellationToken cancellationToken)
    {
        List<ListedModel> all = [];
        ModelInUse? serving = Account is null ? null : await ModelInUse.FindAsync(Account, cancellationToken);
        string? stored = serving is { Bundled: false } ? serving.Version : null;
        if (Storage is not null)
        {
            await AddAsync(Storage, ModelLocation.Storage, await Storage.ListVersionsAsync(cancellationToken), inUse: stored);
            Refuse(serving?.Refused);
        }

        await AddAsync(Trained, ModelLocation.Folder, await Trained.ListVersionsAsync(cancellationToken), inUse: null);
        if (await Bundled.ReadCurrentAsync(cancellationToken) is { Version: var bundled })
        {
            await AddAsync(Bundled, ModelLocation.Bundled, [bundled], inUse: stored is null ? bundled : null);
        }

        return [.. all.OrderByDescending(model => model.Created)];

        void Refuse(RefusedModel? refused)
        {
            if (all.FindIndex(model => model.Version == refused?.Version) is >= 0 and int index)
            {
                all[index] = all[index] with { Problem = $"refused by the functions: {refused!.Reason}" };
            }
        }

        async Task AddAsync(ModelRegistry registry, ModelLocation place, IReadOnlyList<string> versions, string? inUse)
        {
            foreach (string version in versions)
            {
                all.Add(await ListedModel.ReadAsync(registry, place, version, version == inUse, cancellationToken));
            }
        }
    }

    /// <summary>Has the functions use a version: one of storage, else one of the folder, which is uploaded, else the bundled one.</summary>
    /// <returns>What was done, in words.</returns>
    /// <exception cref="PlainErrorException">There is no storage, or no such version.</exception>
    public async Task<string> UseAsync(string version, CancellationToken cancellationToken)
    {
        ModelRegistry storage = Storage ?? throw NoStorage();
        if (await HasAsync(storage, version, cancellationToken))
        {
            await storage.UseAsync(version, cancellationToken);
            return $"The functions use {version} within half a minute.";
        }

        if (await HasAsync(Trained, version, cancellationToken))
        {
            await UploadAsync(storage, version, cancellationToken);
            return $"{version} was uploaded from {Trained.Description}. The functions use it within half a minute.";
        }

        if ((await Bundled.ReadCurrentAsync(cancellationToken))?.Version == version)
        {
            await storage.UseNoneAsync(cancellationToken);
            return $"The functions use the bundled {version} within half a minute.";
        }

        throw new PlainErrorException($"There is no model set {version}. './colorize models' lists those that there are.");
    }

    /// <summary>Has the functions use the version that they used before; the bundled one where there was none.</summary>
    /// <returns>What was done, in words.</returns>
    /// <exception cref="PlainErrorException">There is no storage, or the bundled set is in use already.</exception>
    public async Task<string> RollBackAsync(CancellationToken cancellationToken)
    {
        ModelRegistry storage = Storage ?? throw NoStorage();
        if (await storage.ReadCurrentAsync(cancellationToken) is not { } current)
        {
            throw new PlainErrorException("The bundled model set is in use: there is nothing to roll back.");
        }

        string? before = await storage.RollBackAsync(cancellationToken);
        return $"The functions go back from {current.Version} to {before ?? "the bundled model set"} within half a minute.";
    }

    private static bool IsStorageSet =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(
            name => name.StartsWith(StorageOptions.SectionName, StringComparison.Ordinal));

    private async Task UploadAsync(ModelRegistry storage, string version, CancellationToken cancellationToken)
    {
        ModelManifest manifest = await Trained.Store.ReadManifestAsync(version, cancellationToken);
        List<(string Path, byte[] Content)> files = [];
        foreach (ModelFile file in manifest.Files)
        {
            files.Add((ModelPaths.File(version, file), await Trained.Store.ReadNetworkAsync(version, file, cancellationToken)));
        }

        await storage.PublishAsync(version, files.Append((ModelPaths.Manifest(version), manifest.ToJson())), cancellationToken);
    }

    private static async Task<bool> HasAsync(ModelRegistry registry, string version, CancellationToken cancellationToken) =>
        (await registry.ListVersionsAsync(cancellationToken)).Contains(version);

    private static async Task<StorageClients?> TryConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunningStack.ConnectAsync(cancellationToken);
        }
        catch (Exception exception) when (!IsStorageSet && (exception is PlainErrorException or StorageSettingsException))
        {
            return null;
        }
    }

    private static PlainErrorException NoStorage() =>
        new("There is no storage whose functions could use a model set: start one with ./colorize up, "
            + $"or set {StorageOptions.SectionName}.");
}
