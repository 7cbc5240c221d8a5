using System.CommandLine;
using System.Globalization;
using Colorize.Models;
using Colorize.Storage;
using Colorize.Trainer.Data;
using Colorize.Trainer.Logs;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;
using Microsoft.Extensions.Configuration;

namespace Colorize.Trainer.CommandLine;

/// <summary>The options that say where pictures come from, where work is kept and where models go.</summary>
internal sealed class PlaceSettings
{
    private const string DefaultWork = "data/trainer";
    private const string DefaultModels = "models";
    private const string TimeFormat = "yyyyMMdd-HHmmss";

    private readonly Option<string> _data = Settings.Option(
        "--data",
        "A folder with train/ and test/, each holding a folder of images or .npy tensors for each class; without it, the tensors in storage.",
        string.Empty);

    private readonly Option<string> _work = Settings.Option(
        "--work", "A folder for caches and checkpoints; a run that is found there goes on.", DefaultWork);

    private readonly Option<string> _models = Settings.Option(
        "--models",
        $"The folder that model sets are published to; by default storage, or {DefaultModels} if --data is a folder.",
        string.Empty);

    private readonly Option<string> _version = Settings.Option(
        "--model-version", "The name of the model set; by default the time. A job that may be killed and started anew should give one.", string.Empty);

    private readonly Option<int> _threads = Settings.Option(
        "--threads", "Threads to compute with; by default as many as there are processors.", Environment.ProcessorCount).Within(1, 256);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        AddWorkTo(command);
        command.Add(_models);
        command.Add(_version);
    }

    /// <summary>Adds the options that matter where nothing is published.</summary>
    public void AddWorkTo(Command command)
    {
        foreach (Option option in new Option[] { _data, _work, _threads })
        {
            command.Add(option);
        }
    }

    public int Threads(ParseResult result) => result.GetValue(_threads);

    public WorkFolder Work(ParseResult result) => new(result.GetValue(_work)!);

    /// <summary>How the model set will be published; checked before hours are spent on training.</summary>
    /// <exception cref="ModelSetException">The version cannot be the name of a model set.</exception>
    public Publication Publication(ParseResult result, string reportCopy, TextWriter output)
    {
        string version = result.GetValue(_version) is { Length: > 0 } chosen
            ? chosen
            : TimeProvider.System.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture);
        _ = new CurrentModel(version).ToJson();
        return new Publication(version, Destination(result), Threads(result), reportCopy, output);
    }

    /// <summary>The pictures of both splits.</summary>
    /// <exception cref="StorageSettingsException">Neither a folder nor storage is set.</exception>
    public Dataset Data(ParseResult result) =>
        result.GetValue(_data) is { Length: > 0 } folder ? Dataset.InFolder(folder) : Dataset.InStorage(Storage());

    /// <summary>Where the checkpoints are kept beside the work folder: with the model set, if that goes to storage.</summary>
    public RunArchive? Archive(ParseResult result, string version, string network) => ModelsFolder(result) is null
        ? new RunArchive(Storage().Container(ContainerNames.Models), $"{version}/checkpoints/{network}")
        : null;

    /// <summary>Where the log is kept: with the model set, if that goes to storage, and in the work folder otherwise, since a
    /// folder of models holds nothing but models.</summary>
    public ILogStore Log(ParseResult result, string version) => ModelsFolder(result) is null
        ? new BlobLog(Storage().Container(ContainerNames.Models), ModelPaths.TrainingLog(version))
        : new FileLog(Work(result).LogOf(version));

    /// <summary>The model set that <c>--model-version</c> names or, without it, the one in use.</summary>
    /// <exception cref="TrainingException">No model set has been published there.</exception>
    public async Task<(ModelManifest Manifest, IReadOnlyDictionary<Network, byte[]> Files)> PublishedAsync(
        ParseResult result, CancellationToken cancellationToken)
    {
        (ModelStore store, CurrentModel? current) = await StoreAsync(result, cancellationToken).ConfigureAwait(false);
        string version = result.GetValue(_version) is { Length: > 0 } chosen ? chosen : current?.Version
            ?? throw new TrainingException($"No model set has been published to {store.Description} yet.");
        ModelManifest manifest = await store.ReadManifestAsync(version, cancellationToken).ConfigureAwait(false);
        var files = new Dictionary<Network, byte[]>();
        foreach (ModelFile file in manifest.Files)
        {
            files.Add(file.Network, await store.ReadNetworkAsync(version, file, cancellationToken).ConfigureAwait(false));
        }

        return (manifest, files);
    }

    /// <summary>Where model sets go.</summary>
    public IModelDestination Destination(ParseResult result) =>
        ModelsFolder(result) is { } folder ? new FolderDestination(folder) : new StorageDestination(Storage());

    private async Task<(ModelStore Store, CurrentModel? Current)> StoreAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (ModelsFolder(result) is { } folder)
        {
            var bundled = new BundledModels(folder);
            return (bundled, await bundled.ReadCurrentAsync(cancellationToken).ConfigureAwait(false));
        }

        var stored = new StoredModels(Storage().Container(ContainerNames.Models));
        CurrentModelFile? file = await stored.ReadCurrentAsync(known: null, cancellationToken).ConfigureAwait(false);
        return (stored, file?.Parse());
    }

    /// <summary>The folder of the models; null where they are in storage.</summary>
    private string? ModelsFolder(ParseResult result) => (result.GetValue(_models), result.GetValue(_data)) switch
    {
        ({ Length: > 0 } folder, _) => folder,
        (_, { Length: > 0 }) => DefaultModels,
        _ => null,
    };

    private static StorageClients Storage() =>
        StorageClients.Create(StorageOptions.From(new ConfigurationBuilder().AddEnvironmentVariables().Build()));
}
