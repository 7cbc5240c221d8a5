using System.Globalization;
using Azure.Storage.Blobs;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Tests.Azurite;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Inference;

public sealed class ModelWatcherTests(SharedAzurite azurite) : WatchedStorage(azurite)
{
    [Fact]
    public async Task The_set_in_storage_is_in_use_once_the_host_has_started()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();

        Assert.Equal("v1", host.Version);
        Assert.Contains(
            $"Information: Model set v1 from the container \"{Container.Name}\" is in use, with the ResNet.", host.Log.Lines);
    }

    [Fact]
    public async Task A_set_that_is_published_later_takes_the_place_of_the_bundled_one()
    {
        await using InferenceHost host = Host();
        await host.StartAsync();
        Assert.Equal("bundled", host.Version);
        LoadedModelSet loaded = host.Current;

        await PublishAsync("v1");
        await host.PollUntilAsync(() => host.Version == "v1");
        Assert.True(loaded.IsDisposed);

        await PublishAsync("v2");
        await host.PollUntilAsync(() => host.Version == "v2");
        Assert.Single(host.Log.Lines, line => line.Contains("has no model set yet", StringComparison.Ordinal));
        Assert.Single(host.Log.Lines, line => line.Contains("Model set bundled from the folder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_current_json_is_deleted_the_bundled_set_serves_again_and_a_later_one_is_taken()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();
        Assert.Equal("v1", host.Version);

        await Container.DeleteBlobAsync(ModelPaths.Current, cancellationToken: Cancel);
        await host.PollUntilAsync(() => host.Version == "bundled");
        Assert.Contains(
            $"Information: the container \"{Container.Name}\" has no current.json any more: the bundled model set is taken again.",
            host.Log.Lines);

        await PublishAsync("v1");
        await host.PollUntilAsync(() => host.Version == "v1");
    }

    [Fact]
    public async Task A_set_that_has_not_changed_is_not_loaded_again()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();
        LoadedModelSet loaded = host.Current;

        await host.PollSomeTimesAsync();
        Assert.Same(loaded, host.Current);
        Assert.False(loaded.IsDisposed);
    }

    [Fact]
    public async Task Storage_that_is_down_leaves_the_bundled_models_until_it_is_back()
    {
        int port;
        await using (AzuriteBlobs shortLived = await AzuriteBlobs.StartAsync())
        {
            port = shortLived.Port;
        }

        await using InferenceHost host = new(new StoredModels(AzuriteBlobs.Container(port, "models")), Bundled.Store);
        await host.StartAsync();
        Assert.Equal("bundled", host.Version);
        await host.PollSomeTimesAsync();
        string warning = Assert.Single(host.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Contains("the container \"models\" cannot be read", warning, StringComparison.Ordinal);

        await using AzuriteBlobs back = await AzuriteBlobs.StartAsync(port);
        using var set = TestModelSet.WithResNet("v1");
        BlobContainerClient container = AzuriteBlobs.Container(port, "models");
        await container.CreateAsync(cancellationToken: Cancel);
        await set.PublishAsync(container);
        await host.PollUntilAsync(() => host.Version == "v1");
    }

    [Fact]
    public async Task Without_any_models_the_log_says_so_until_there_are_some()
    {
        BundledModels none = new(Path.Combine(Bundled.Folder, "nothing"));
        await using InferenceHost host = new(new StoredModels(Container), none);
        Task<ChromaPrediction> early = host.Predictor.PredictAsync(Photos.Random(1), cancellationToken: Cancel);
        await host.StartAsync();
        await Assert.ThrowsAsync<ModelsUnavailableException>(() => early);
        Assert.Single(host.Log.Lines, line => line.StartsWith("Error: The bundled models in the folder ", StringComparison.Ordinal));

        await PublishAsync("v1");
        await host.PollUntilAsync(() => host.Version == "v1");
        Assert.Equal("v1", (await host.Predictor.PredictAsync(Photos.Random(1), cancellationToken: Cancel)).ModelVersion);
    }

    [Fact]
    public async Task A_swap_under_load_drops_no_request_and_disposes_the_old_sets()
    {
        await using InferenceHost host = Host();
        await host.StartAsync();
        using CancellationTokenSource enough = new();
        Task<HashSet<string>>[] callers = Enumerable.Range(0, 8).Select(
            seed => Task.Run(() => AskAsync(host, seed, enough.Token), Cancel)).ToArray();

        List<LoadedModelSet> replaced = [];
        for (int version = 1; version <= 10; version++)
        {
            replaced.Add(host.Current);
            await PublishAsync($"{version}", TestNetworks.ResNet(bias: version / 100f));
            await host.PollUntilAsync(() => host.Version == $"{version}");
        }

        await enough.CancelAsync();
        var versionsSeen = (await Task.WhenAll(callers)).SelectMany(versions => versions).ToHashSet();
        Assert.Contains("bundled", versionsSeen);
        Assert.True(versionsSeen.Count > 5, $"The callers saw {string.Join(", ", versionsSeen)}.");
        await Eventually.HoldsAsync(() => replaced.All(set => set.IsDisposed));
        Assert.False(host.Current.IsDisposed);
    }

    /// <summary>Asks until told to stop, and holds every answer against the weights of the version that it names.</summary>
    private static async Task<HashSet<string>> AskAsync(InferenceHost host, int seed, CancellationToken enough)
    {
        HashSet<string> versions = [];
        float[] photo = Photos.Random(seed);
        while (!enough.IsCancellationRequested)
        {
            ChromaPrediction prediction = await host.Predictor.PredictAsync(photo, cancellationToken: CancellationToken.None);
            float bias = prediction.ModelVersion == "bundled"
                ? 0.5f
                : int.Parse(prediction.ModelVersion, CultureInfo.InvariantCulture) / 100f;
            Assert.Equal((((0.25f * photo[0]) + bias) * 255) - 128, prediction.Ab[0], 1e-3f);
            versions.Add(prediction.ModelVersion);
        }

        return versions;
    }
}
