using System.Text.Json;
using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Tests.Running;

namespace Colorize.Tests.CommandLine.Models;

/// <summary><c>models</c> where there is no storage.</summary>
public sealed class ModelsTests : IDisposable
{
    private static readonly Dictionary<string, string> NoSettings = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_bundled_set_is_in_use_and_listed_beside_those_of_a_folder_with_their_figures()
    {
        BundledModels bundled = new(BundledModels.DefaultFolder);
        CurrentModel current = (await bundled.ReadCurrentAsync(TestContext.Current.CancellationToken))!;
        ModelManifest manifest = await bundled.ReadManifestAsync(current.Version, TestContext.Current.CancellationToken);
        Write("mine", (manifest with { Version = "mine" }).ToJson());
        Write("broken", "{}"u8.ToArray());

        CliResult text = await CliProcess.RunAsync(NoSettings, "models", "--models", _folder);
        CliResult json = await CliProcess.RunAsync(NoSettings, "models", "--models", _folder, "--json");

        Assert.Equal((0, 0), (text.Code, json.Code));
        Assert.Contains("broken", text.Output, StringComparison.Ordinal);
        Assert.Contains("cannot be used: broken/manifest.json", text.Output, StringComparison.Ordinal);
        Dictionary<string, JsonElement> sets = JsonDocument.Parse(json.Output).RootElement.EnumerateArray()
            .ToDictionary(set => set.GetProperty("version").GetString()!);
        Assert.Equal(
            [manifest.Version, "broken", "mine"],
            sets.Keys.OrderBy(name => name != manifest.Version).ThenBy(name => name, StringComparer.Ordinal));
        Assert.True(sets[manifest.Version].GetProperty("inUse").GetBoolean());
        Assert.False(sets["mine"].GetProperty("inUse").GetBoolean());
        Assert.Equal("folder", sets["mine"].GetProperty("place").GetString());
        double measured = 1000 * manifest.Metrics["mse"]!["resnet"]!["mean"]!.GetValue<double>();
        Assert.Equal(measured, sets["mine"].GetProperty("networks").GetProperty("resnet").GetDouble());
    }

    [Fact]
    public async Task A_unet_is_listed_with_its_error_at_the_vividness_that_serves()
    {
        BundledModels bundled = new(BundledModels.DefaultFolder);
        CurrentModel current = (await bundled.ReadCurrentAsync(TestContext.Current.CancellationToken))!;
        ModelManifest manifest = await bundled.ReadManifestAsync(current.Version, TestContext.Current.CancellationToken);
        JsonObject metrics =
            new() { ["mse"] = new JsonObject { ["unet-0"] = Mean(0.002), ["unet-0.5"] = Mean(0.003), ["unet-1"] = Mean(0.004) } };
        ModelFile unet = ModelFile.Describe(Network.UNet, manifest.Classes.Count, [1]);
        ModelFile[] others = [.. manifest.Files.Where(file => file.Network != Network.UNet)];
        Write("unet", (manifest with { Version = "unet", Files = [.. others, unet], Metrics = metrics }).ToJson());

        CliResult result = await CliProcess.RunAsync(NoSettings, "models", "--models", _folder);

        Assert.Contains("unet 3.000", result.Output, StringComparison.Ordinal);

        static JsonObject Mean(double value) => new() { ["mean"] = value };
    }

    [Fact]
    public async Task Nothing_can_be_used_or_rolled_back_without_storage()
    {
        foreach (string[] arguments in (string[][])[["models", "use", "mine"], ["models", "rollback"]])
        {
            CliResult result = await CliProcess.RunAsync(NoSettings, arguments);
            Assert.Equal(1, result.Code);
            Assert.StartsWith("There is no storage whose functions could use a model set", result.Errors, StringComparison.Ordinal);
        }
    }

    private void Write(string version, byte[] manifest)
    {
        Directory.CreateDirectory(Path.Combine(_folder, version));
        File.WriteAllBytes(Path.Combine(_folder, version, "manifest.json"), manifest);
    }
}
