using System.Text.Json;
using Colorize.Models;
using Colorize.Storage;
using Colorize.Tests.Azurite;
using Colorize.Tests.Running;

namespace Colorize.Tests.CommandLine.Models;

/// <summary><c>models</c> where there is storage.</summary>
public sealed class ModelsInStorageTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-models-").FullName;
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private AzuriteBlobs _azurite = null!;
    private StorageModelRegistry _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteBlobs.StartAsync();
        _registry = new StorageModelRegistry(
            StorageClients.Create(new StorageOptions { ConnectionString = AzuriteBlobs.ConnectionString(_azurite.Port) }));
        await _registry.PrepareAsync(_cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_trained_set_is_uploaded_and_used_and_a_rollback_returns_to_the_bundled_one()
    {
        string bundled = await CopyBundledAsync("mine");
        Assert.Equal(bundled, await InUseAsync());

        await RunAsync("models", "use", "mine", "--models", _folder);
        Assert.Equal("mine", await InUseAsync());
        Assert.Equal("mine", (await _registry.Store.ReadManifestAsync("mine", _cancel)).Version);

        await CopyBundledAsync("other");
        await RunAsync("models", "use", "other", "--models", _folder);
        await RunAsync("models", "rollback");
        Assert.Equal("mine", await InUseAsync());

        await RunAsync("models", "use", bundled);
        Assert.Equal(bundled, await InUseAsync());
        Assert.Null(await _registry.ReadCurrentAsync(_cancel));

        CliResult nothing = await CliProcess.RunAsync(Settings, "models", "rollback");
        Assert.Equal((1, "The bundled model set is in use: there is nothing to roll back."), (nothing.Code, nothing.Errors.Trim()));
        CliResult unknown = await CliProcess.RunAsync(Settings, "models", "use", "unknown");
        Assert.Equal(1, unknown.Code);
        Assert.StartsWith("There is no model set unknown.", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_functions_refuse_a_set_the_one_that_serves_is_named_and_the_other_with_the_reason()
    {
        string bundled = await CopyBundledAsync("altered");
        await RunAsync("models", "use", "altered", "--models", _folder);
        StoredModels stored = (StoredModels)_registry.Store;
        CurrentModelFile current = (await stored.ReadCurrentAsync(known: null, _cancel))!;
        await RefuseAsync(new RefusedModel("altered", current.Tag.ToString(), "altered/resnet.onnx: its SHA-256 is another.", bundled));

        Assert.Equal(bundled, await InUseAsync());
        CliResult models = await CliProcess.RunAsync(Settings, "models", "--models", _folder);
        CliResult status = await CliProcess.RunAsync(Settings, "status");
        Assert.Contains("cannot be used: refused by the functions: altered/resnet.onnx: its SHA-256 is another.", models.Output,
            StringComparison.Ordinal);
        Assert.Contains($"Model in use: {bundled} (bundled). altered is refused: altered/resnet.onnx: its SHA-256 is another.",
            status.Output, StringComparison.Ordinal);

        await RefuseAsync(new RefusedModel("altered", "of an earlier current.json", "It was damaged.", bundled));
        Assert.Equal("altered", await InUseAsync());
    }

    // As the functions say it.
    private async Task RefuseAsync(RefusedModel refused) => await AzuriteBlobs.Container(
        _azurite.Port, ContainerNames.Models).GetBlobClient(ModelPaths.Refused)
        .UploadAsync(new BinaryData(refused, new JsonSerializerOptions(JsonSerializerDefaults.Web)), overwrite: true, _cancel);

    private Dictionary<string, string> Settings => new() { [StorageOptions.SectionName] = AzuriteBlobs.ConnectionString(_azurite.Port) };

    private async Task RunAsync(params string[] arguments)
    {
        CliResult result = await CliProcess.RunAsync(Settings, arguments);
        Assert.Equal((0, string.Empty), (result.Code, result.Errors.Trim()));
    }

    private async Task<string> InUseAsync()
    {
        CliResult result = await CliProcess.RunAsync(Settings, "models", "--models", _folder, "--json");
        Assert.Equal(0, result.Code);
        return Assert.Single(JsonDocument.Parse(result.Output).RootElement.EnumerateArray(), set => set.GetProperty("inUse").GetBoolean())
            .GetProperty("version").GetString()!;
    }

    /// <summary>Puts the bundled set into the folder under another name.</summary>
    private async Task<string> CopyBundledAsync(string version)
    {
        BundledModels bundled = new(BundledModels.DefaultFolder);
        ModelManifest manifest = await bundled.ReadManifestAsync((await bundled.ReadCurrentAsync(_cancel))!.Version, _cancel);
        ModelFile resNet = manifest.Find(Network.ResNet)!;
        ModelManifest renamed = manifest with { Version = version, Files = [resNet] };
        await new FolderModelRegistry(_folder).PublishAsync(
            version,
            [(ModelPaths.File(version, resNet), await bundled.ReadNetworkAsync(manifest.Version, resNet, _cancel)),
                (ModelPaths.Manifest(version), renamed.ToJson())],
            _cancel);
        return manifest.Version;
    }
}
