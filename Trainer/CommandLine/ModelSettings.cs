using System.CommandLine;
using System.Globalization;
using Colorize.Local;
using Colorize.Models;
using Colorize.Storage;
using Colorize.Trainer.Logs;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.CommandLine;

/// <summary>The options that say where model sets are published to and read from.</summary>
/// <param name="locations">Where pictures and work are.</param>
internal sealed class ModelSettings(LocationSettings locations)
{
    private const string BundledName = "models";

    private const string TimeFormat = "yyyyMMdd-HHmmss";

    private readonly Option<string> _models = Settings.Option(
        "--models",
        "The folder of the model sets; by default the storage that is set or runs here, or else the folder models in --work.",
        string.Empty);

    private readonly Option<bool> _bundle = Settings.Option(
        "--bundle",
        $"Whether the set goes into the project's {BundledName}/, from where it comes with the program and serves where storage has none.",
        false);

    private readonly Option<string> _version = Settings.Option(
        "--model-version",
        "The name of the model set; by default the time. A job that may be killed and started anew should give one.",
        string.Empty);

    /// <summary>
    /// The folder of the set that comes with the program: the project's where there is one, since it is from there that programs are built.
    /// </summary>
    private static string BundledFolder =>
        ProjectRoot.Find() is { } root ? Path.Combine(root, BundledName) : BundledModels.DefaultFolder;

    private static bool IsStorageSet =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Any(name => name.StartsWith(StorageOptions.SectionName, StringComparison.Ordinal));

    /// <summary>Adds the options of a command that publishes.</summary>
    public void AddTo(Command command)
    {
        AddReadingTo(command);
        command.Add(_bundle);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_bundle) && result.GetValue(_models) is { Length: > 0 })
            {
                result.AddError($"{_bundle.Name} and {_models.Name} exclude each other: {_bundle.Name} is {_models.Name} {BundledFolder}.");
            }
        });
    }

    /// <summary>Adds the options of a command that reads what is published.</summary>
    public void AddReadingTo(Command command)
    {
        command.Add(_models);
        command.Add(_version);
    }

    /// <summary>How the model set will be published; checked before hours are spent on training.</summary>
    /// <exception cref="ModelSetException">The version cannot be the name of a model set.</exception>
    public Publication Publication(ParseResult result, string reportCopy, TextWriter output)
    {
        string version = result.GetValue(_version) is { Length: > 0 } chosen
            ? chosen
            : TimeProvider.System.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture);
        _ = new CurrentModel(version).ToJson();
        return new Publication(version, Registry(result), locations.Threads(result), reportCopy, output);
    }

    /// <summary>
    /// Where the checkpoints are kept beside the work folder: with the model set, if it goes to a storage that is set, as for
    /// a job that may go on elsewhere. A storage that runs on this machine ends with its command, so none is kept there.
    /// </summary>
    public RunArchive? Archive(ParseResult result, string version, Network network) => IsWithModels(result)
        ? new RunArchive(LocationSettings.Storage().Container(ContainerNames.Models), $"{version}/checkpoints/{network.Name()}")
        : null;

    /// <summary>Where the log is kept: with the model set, if that goes to a storage that is set, and in the work folder otherwise, since a
    /// folder of models holds nothing but models.</summary>
    public ILogStore Log(ParseResult result, string version) => IsWithModels(result)
        ? new BlobLog(LocationSettings.Storage().Container(ContainerNames.Models), ModelPaths.TrainingLog(version))
        : new FileLog(locations.Work(result).LogOf(version));

    /// <summary>The model set that <c>--model-version</c> names or, without it, the one in use.</summary>
    /// <exception cref="TrainingException">There is no such set where one is looked for.</exception>
    public async Task<PublishedSet> PublishedAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string? wanted = result.GetValue(_version) is { Length: > 0 } chosen ? chosen : null;
        ModelRegistry[] registries = Registries(result);
        foreach (ModelRegistry registry in registries)
        {
            IReadOnlyList<string> versions = wanted is null ? [] : await registry.ListVersionsAsync(cancellationToken);
            string? version = wanted is null
                ? (await registry.ReadCurrentAsync(cancellationToken))?.Version
                : versions.FirstOrDefault(one => one == wanted);
            if (version is not null)
            {
                return await PublishedSet.ReadAsync(
                    registry, version, isChosen: registry != registries[^1] || registries.Length == 1, cancellationToken);
            }
        }

        string locations = string.Join(" or ", registries.Select(registry => registry.Description));
        throw new TrainingException(
            wanted is null ? $"No model set has been published to {locations} yet." : $"There is no model set {wanted} in {locations}.");
    }

    /// <summary>Where sets are looked for, the first place first.</summary>
    private ModelRegistry[] Registries(ParseResult result)
    {
        if (ChosenFolder(result) is { } folder)
        {
            return [new FolderModelRegistry(folder)];
        }

        ModelRegistry[] local = [new FolderModelRegistry(locations.Work(result).Models), new FolderModelRegistry(BundledFolder)];
        return TryStorage(result) is { } storage ? [new StorageModelRegistry(storage), .. local] : local;
    }

    private ModelRegistry Registry(ParseResult result) => (ChosenFolder(result), TryStorage(result)) switch
    {
        ({ } folder, _) => new FolderModelRegistry(folder),
        (_, { } storage) => new StorageModelRegistry(storage),
        _ => new FolderModelRegistry(locations.Work(result).Models),
    };

    private bool IsWithModels(ParseResult result) => IsStorageSet && ChosenFolder(result) is null;

    /// <summary>The folder that was asked for; null where none was.</summary>
    private string? ChosenFolder(ParseResult result) => (result.GetValue(_models), result.GetValue(_bundle)) switch
    {
        ({ Length: > 0 } folder, _) => folder,
        (_, true) => BundledFolder,
        _ => null,
    };

    /// <summary>The storage that is set or runs here; null where there is none and none is needed.</summary>
    private StorageClients? TryStorage(ParseResult result)
    {
        try
        {
            return LocationSettings.Storage();
        }
        catch (StorageSettingsException) when (!IsStorageSet && locations.HasFolder(result))
        {
            return null;
        }
    }
}
