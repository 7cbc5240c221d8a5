using System.Reflection;
using System.Text.Json;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Storage;
using Microsoft.Extensions.Configuration;

namespace Colorize.Tests.Infra;

public sealed class SettingsTests
{
    public static TheoryData<string> Snapshots => new("gpu", "cpu");

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Every_setting_of_ours_is_an_option_of_the_code_and_has_a_value_that_it_takes(string name)
    {
        Dictionary<string, string> settings = Snapshot.Settings(Of(name).FunctionApp);
        // The review is the functions' own; its window is compared with the lifecycle rules.
        string[] review = [.. settings.Keys.Where(key => key.StartsWith("Colorize__Review", StringComparison.Ordinal))];
        IConfigurationSection section = Configuration(settings.ExceptBy(review, setting => setting.Key).ToDictionary()).GetSection(
            InferenceOptions.Section);
        InferenceOptions options = new();

        section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);

        Assert.Equal(name == "cpu" ? ExecutionProvider.Cpu : ExecutionProvider.Auto, options.ExecutionProvider);
        Assert.InRange(options.MaxBatchSize, 0, 256);
        Assert.DoesNotContain(
            settings.Keys,
            key => key.StartsWith(ImageLimits.Section.Replace(":", "__", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void The_function_app_reaches_storage_as_its_system_assigned_identity()
    {
        StorageOptions options = StorageOptions.From(Configuration(Snapshot.Settings(Snapshot.Gpu.FunctionApp)));

        Assert.True(options.UsesIdentity);
        Assert.Equal("managedidentity", options.Credential);
        Assert.Null(options.ClientId);
        Assert.Contains("SystemAssigned", Snapshot.Gpu.FunctionApp.Text("identity.type"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_trainer_reaches_storage_as_its_user_assigned_identity()
    {
        StorageOptions options = StorageOptions.From(Configuration(Snapshot.Settings(Snapshot.Gpu.TrainerJob)));

        Assert.True(options.UsesIdentity);
        Assert.Equal("managedidentity", options.Credential);
        Assert.NotNull(options.ClientId);
        Assert.Equal("UserAssigned", Snapshot.Gpu.TrainerJob.Text("identity.type"));
    }

    [Fact]
    public void Every_storage_setting_is_one_that_the_code_reads()
    {
        string[] read = [.. typeof(StorageOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

        foreach (JsonElement app in new[] { Snapshot.Gpu.FunctionApp, Snapshot.Gpu.TrainerJob })
        {
            Assert.All(
                Snapshot.Settings(app).Keys.Where(key => key.StartsWith(StorageOptions.SectionName, StringComparison.Ordinal)),
                key => Assert.Contains(key.Split("__")[1], read));
        }
    }

    [Fact]
    public void What_the_template_overrides_in_host_json_is_there()
    {
        IConfigurationRoot host = new ConfigurationBuilder().AddJsonFile(Repository.File("host.json")).Build();
        const string Prefix = "AzureFunctionsJobHost__";

        Assert.All(
            Snapshot.Settings(Snapshot.Gpu.FunctionApp).Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)),
            key => Assert.NotNull(host[key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal)]));
    }

    [Fact]
    public void What_the_trainers_image_sets_is_an_option_of_the_trainer()
    {
        string image = Repository.Read("infra/images/trainer.cpu.Dockerfile");
        IReadOnlySet<string> texts = CompiledTexts.OfTrainer();

        Assert.Contains("COLORIZE_WORK=/work", image, StringComparison.Ordinal);
        Assert.Contains("--work", texts);
        Assert.Contains("--model-version", texts);
        Assert.All(
            Snapshot.Settings(Snapshot.Gpu.TrainerJob).Keys.Where(key => key.StartsWith("COLORIZE_", StringComparison.Ordinal)),
            key => Assert.Contains($"--{key["COLORIZE_".Length..].ToLowerInvariant().Replace('_', '-')}", texts));
        Assert.Contains("COLORIZE_", texts);
        Assert.Equal(
            "train", Snapshot.Gpu.TrainerJob.At("properties.template").GetProperty("containers")[0].GetProperty("args")[0].GetString());
    }

    [Fact]
    public void The_job_trains_the_networks_that_the_functions_can_use()
    {
        string networks = Snapshot.Settings(Snapshot.Gpu.TrainerJob)["COLORIZE_NETWORKS"];

        Assert.Contains("--networks", CompiledTexts.OfTrainer());
        Assert.Equal(NetworkNames.All.Select(network => network.Name()).Order(), networks.Split(',').Order());
    }

    private static Snapshot Of(string name) => name == "cpu" ? Snapshot.Cpu : Snapshot.Gpu;

    // What is known only once it is deployed stands in the snapshot as an expression.
    private static IConfigurationRoot Configuration(Dictionary<string, string> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(
            setting.Key.Replace("__", ":", StringComparison.Ordinal),
            setting.Value.StartsWith('[') ? "https://known.when.deployed" : setting.Value))!)
        .Build();
}
