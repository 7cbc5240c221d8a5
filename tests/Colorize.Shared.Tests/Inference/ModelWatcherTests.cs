using System.Globalization;
using Azure.Storage.Blobs;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Tests.Azurite;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Inference;

public sealed class ModelWatcherTests(SharedAzurite azurite) : IAsyncLifetime
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private readonly TestModelSet _bundled = TestModelSet.WithResNet("bundled");
    private BlobContainerClient _container = null!;

    public async ValueTask InitializeAsync() => _container = await (await azurite.Blobs).CreateContainerAsync();

    public ValueTask DisposeAsync()
    {
        _bundled.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_set_in_storage_is_in_use_once_the_host_has_started()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();

        Assert.Equal("v1", host.Version);
        Assert.Contains($"Information: Model set v1 from the container \"{_container.Name}\" is in use, with the ResNet.", host.Log.Lines);
    }

    [Fact]
    public async Task A_set_that_is_published_later_takes_the_place_of_the_bundled_one()
    {
        await using InferenceHost host = Host();
        await host.StartAsync();
        Assert.Equal("bundled", host.Version);
        LoadedModelSet loaded = Current(host);

        await PublishAsync("v1");
        await host.WatchUntilAsync(() => host.Version == "v1");
        Assert.True(loaded.IsDisposed);

        await PublishAsync("v2");
        await host.WatchUntilAsync(() => host.Version == "v2");
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

        await _container.DeleteBlobAsync(ModelPaths.Current, cancellationToken: _cancel);
        await host.WatchUntilAsync(() => host.Version == "bundled");
        Assert.Contains(
            $"Information: the container \"{_container.Name}\" has no current.json any more: the bundled model set is taken again.",
            host.Log.Lines);

        await PublishAsync("v1");
        await host.WatchUntilAsync(() => host.Version == "v1");
    }

    [Fact]
    public async Task A_set_that_has_not_changed_is_not_loaded_again()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();
        LoadedModelSet loaded = Current(host);

        int looks = 0;
        await host.WatchUntilAsync(() => ++looks > 20);
        Assert.Same(loaded, Current(host));
        Assert.False(loaded.IsDisposed);
    }

    [Fact]
    public async Task Storage_that_is_down_leaves_the_bundled_models_until_it_is_back()
    {
        int port;
        await using (AzuriteBlobs short_lived = await AzuriteBlobs.StartAsync())
        {
            port = short_lived.Port;
        }

        await using InferenceHost host = new(new StoredModels(AzuriteBlobs.Container(port, "models")), _bundled.Store);
        await host.StartAsync();
        Assert.Equal("bundled", host.Version);
        int looks = 0;
        await host.WatchUntilAsync(() => ++looks > 20);
        string warning = Assert.Single(host.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Contains("the container \"models\" cannot be read", warning, StringComparison.Ordinal);

        await using AzuriteBlobs back = await AzuriteBlobs.StartAsync(port);
        using var set = TestModelSet.WithResNet("v1");
        BlobContainerClient container = AzuriteBlobs.Container(port, "models");
        await container.CreateAsync(cancellationToken: _cancel);
        await set.PublishAsync(container);
        await host.WatchUntilAsync(() => host.Version == "v1");
    }

    [Fact]
    public async Task A_set_that_was_altered_is_refused_once_and_the_one_in_use_goes_on()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();

        await PublishAsync("v2", TestNetworks.ResNet(), alteration: onnx => onnx[^1] ^= 1);
        await host.WatchUntilAsync(() => host.Log.Lines.Any(line => line.Contains("refused", StringComparison.Ordinal)));
        int looks = 0;
        await host.WatchUntilAsync(() => ++looks > 20);

        Assert.Equal("v1", host.Version);
        string refusal = Assert.Single(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains("v2/resnet.onnx: its SHA-256 is", refusal, StringComparison.Ordinal);
        Assert.Contains("v1 stays in use", refusal, StringComparison.Ordinal);
        Assert.Equal("v1", (await host.Predictor.PredictAsync(Photos.Random(1), cancellationToken: _cancel)).ModelVersion);
        RefusedModel said = await RefusalAsync();
        Assert.Equal(("v2", "v1"), (said.Version, said.Serving));
        Assert.Contains("v2/resnet.onnx: its SHA-256 is", said.Reason, StringComparison.Ordinal);

        await PublishAsync("v3");
        await host.WatchUntilAsync(() => host.Version == "v3");
        Assert.Null(await FindRefusalAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\":\"../v1\"}")]
    [InlineData("{\"version\":\"never-published\"}")]
    [InlineData("{\"version\":")]
    public async Task A_current_file_that_is_wrong_leaves_the_bundled_models(string json)
    {
        await _container.UploadBlobAsync(ModelPaths.Current, BinaryData.FromString(json), _cancel);
        await using InferenceHost host = Host();
        await host.StartAsync();

        Assert.Equal("bundled", host.Version);
        Assert.Single(host.Log.Lines, line => line.StartsWith("Error: The model set in", StringComparison.Ordinal));
        Assert.Equal("bundled", (await RefusalAsync()).Serving);
    }

    [Fact]
    public async Task Without_any_models_the_log_says_so_until_there_are_some()
    {
        await using InferenceHost host = new(new StoredModels(_container), new BundledModels(Path.Combine(_bundled.Folder, "nothing")));
        Task<ChromaPrediction> early = host.Predictor.PredictAsync(Photos.Random(1), cancellationToken: _cancel);
        await host.StartAsync();
        await Assert.ThrowsAsync<ModelsUnavailableException>(() => early);
        Assert.Single(host.Log.Lines, line => line.StartsWith("Error: The bundled models in the folder ", StringComparison.Ordinal));

        await PublishAsync("v1");
        await host.WatchUntilAsync(() => host.Version == "v1");
        Assert.Equal("v1", (await host.Predictor.PredictAsync(Photos.Random(1), cancellationToken: _cancel)).ModelVersion);
    }

    [Fact]
    public async Task A_set_that_fails_for_photographs_in_a_row_is_left_for_the_one_before()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();
        await PublishAsync("v2", TestNetworks.FailingOnDark());
        await host.WatchUntilAsync(() => host.Version == "v2");

        await FailAsync(host, ModelWatcher.MaxFailuresInARow - 1);
        int looks = 0;
        await host.WatchUntilAsync(() => ++looks > 20);
        Assert.Equal("v2", host.Version);

        await FailAsync(host, 1);
        await host.WatchUntilAsync(() => host.Version == "v1");
        Assert.Equal("v1", (await host.Predictor.PredictAsync(new float[NetworkContract.Pixels], cancellationToken: _cancel)).ModelVersion);
        string line = Assert.Single(host.Log.Lines, line => line.Contains("in a row", StringComparison.Ordinal));
        Assert.Equal(
            "Error: Model set v2 has failed for 5 photographs in a row and is left for the one before, until current.json changes.", line);

        looks = 0;
        await host.WatchUntilAsync(() => ++looks > 20);
        Assert.Equal("v1", host.Version);
        await PublishAsync("v3");
        await host.WatchUntilAsync(() => host.Version == "v3");
    }

    [Fact]
    public async Task The_first_set_in_storage_that_fails_is_left_for_the_bundled_one()
    {
        await PublishAsync("v1", TestNetworks.FailingOnDark());
        await using InferenceHost host = Host();
        await host.StartAsync();
        await FailAsync(host, ModelWatcher.MaxFailuresInARow);
        await host.WatchUntilAsync(() => host.Version == "bundled");
        RefusedModel said = await RefusalAsync();
        Assert.Equal(("v1", "bundled", "It has failed for 5 photographs in a row."), (said.Version, said.Serving, said.Reason));
    }

    private async Task<RefusedModel?> FindRefusalAsync()
    {
        StoredModels stored = new(_container);
        return await stored.FindRefusalAsync((await stored.ReadCurrentAsync(known: null, _cancel))!, _cancel);
    }

    private Task<RefusedModel> RefusalAsync() => Eventually.FoundAsync(FindRefusalAsync);

    private async Task FailAsync(InferenceHost host, int photographs)
    {
        for (int photograph = 0; photograph < photographs; photograph++)
        {
            ModelSetException failure = await Assert.ThrowsAsync<ModelSetException>(
                () => host.Predictor.PredictAsync(new float[NetworkContract.Pixels], cancellationToken: _cancel));
            Assert.Contains("values that are not numbers", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_swap_under_load_drops_no_request_and_disposes_the_old_sets()
    {
        await using InferenceHost host = Host();
        await host.StartAsync();
        using CancellationTokenSource enough = new();
        Task<HashSet<string>>[] callers = Enumerable.Range(0, 8).Select(
            seed => Task.Run(() => AskAsync(host, seed, enough.Token), _cancel)).ToArray();

        List<LoadedModelSet> replaced = [];
        for (int version = 1; version <= 10; version++)
        {
            replaced.Add(Current(host));
            await PublishAsync($"{version}", TestNetworks.ResNet(bias: version / 100f));
            await host.WatchUntilAsync(() => host.Version == $"{version}");
        }

        await enough.CancelAsync();
        var versionsSeen = (await Task.WhenAll(callers)).SelectMany(versions => versions).ToHashSet();
        Assert.Contains("bundled", versionsSeen);
        Assert.True(versionsSeen.Count > 5, $"The callers saw {string.Join(", ", versionsSeen)}.");
        await Eventually.HoldsAsync(() => replaced.All(set => set.IsDisposed));
        Assert.False(Current(host).IsDisposed);
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

    private InferenceHost Host() => new(new StoredModels(_container), _bundled.Store);

    private static LoadedModelSet Current(InferenceHost host)
    {
        using ModelSetLease? lease = host.Get<ActiveModelSet>().TryLease();
        return lease!.Set;
    }

    private async Task PublishAsync(string version, byte[]? onnx = null, Action<byte[]>? alteration = null)
    {
        using var set = TestModelSet.WithResNet(version, onnx);
        if (alteration is not null)
        {
            byte[] altered = set.Onnx(Network.ResNet);
            alteration(altered);
            await File.WriteAllBytesAsync(set.PathOf(Network.ResNet), altered, _cancel);
        }

        await set.PublishAsync(_container);
    }
}
