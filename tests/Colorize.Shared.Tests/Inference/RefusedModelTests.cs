using Colorize.Inference;
using Colorize.Models;
using Colorize.Tests.Azurite;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Inference;

/// <summary>What the watcher does with a set that is wrong, or that fails once it is in use.</summary>
public sealed class RefusedModelTests(SharedAzurite azurite) : WatchedStorage(azurite)
{
    [Fact]
    public async Task A_set_that_was_altered_is_refused_once_and_the_one_in_use_goes_on()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();

        await PublishAsync("v2", TestNetworks.ResNet(), alteration: onnx => onnx[^1] ^= 1);
        await host.PollUntilAsync(() => host.Log.Lines.Any(line => line.Contains("refused", StringComparison.Ordinal)));
        await host.PollSomeTimesAsync();

        Assert.Equal("v1", host.Version);
        string refusal = Assert.Single(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains("v2/resnet.onnx: its SHA-256 is", refusal, StringComparison.Ordinal);
        Assert.Contains("v1 stays in use", refusal, StringComparison.Ordinal);
        Assert.Equal("v1", (await host.Predictor.PredictAsync(Photos.Random(1), cancellationToken: Cancel)).ModelVersion);
        RefusedModel said = await RefusalAsync();
        Assert.Equal(("v2", "v1"), (said.Version, said.Serving));
        Assert.Contains("v2/resnet.onnx: its SHA-256 is", said.Reason, StringComparison.Ordinal);

        await PublishAsync("v3");
        await host.PollUntilAsync(() => host.Version == "v3");
        Assert.Null(await FindRefusalAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\":\"../v1\"}")]
    [InlineData("{\"version\":\"never-published\"}")]
    [InlineData("{\"version\":")]
    public async Task A_current_file_that_is_wrong_leaves_the_bundled_models(string json)
    {
        await Container.UploadBlobAsync(ModelPaths.Current, BinaryData.FromString(json), Cancel);
        await using InferenceHost host = Host();
        await host.StartAsync();

        Assert.Equal("bundled", host.Version);
        Assert.Single(host.Log.Lines, line => line.StartsWith("Error: The model set in", StringComparison.Ordinal));
        Assert.Equal("bundled", (await RefusalAsync()).Serving);
    }

    [Fact]
    public async Task A_set_that_fails_for_photographs_in_a_row_is_left_for_the_one_before()
    {
        await PublishAsync("v1");
        await using InferenceHost host = Host();
        await host.StartAsync();
        await PublishAsync("v2", TestNetworks.FailingOnDark());
        await host.PollUntilAsync(() => host.Version == "v2");

        await FailAsync(host, ModelWatcher.MaxFailuresInARow - 1);
        await host.PollSomeTimesAsync();
        Assert.Equal("v2", host.Version);

        await FailAsync(host, 1);
        await host.PollUntilAsync(() => host.Version == "v1");
        Assert.Equal("v1", (await host.Predictor.PredictAsync(new float[NetworkContract.Pixels], cancellationToken: Cancel)).ModelVersion);
        string line = Assert.Single(host.Log.Lines, line => line.Contains("in a row", StringComparison.Ordinal));
        Assert.Equal(
            "Error: Model set v2 has failed for 5 photographs in a row and is left for the one before, until current.json changes.", line);

        await host.PollSomeTimesAsync();
        Assert.Equal("v1", host.Version);
        await PublishAsync("v3");
        await host.PollUntilAsync(() => host.Version == "v3");
    }

    [Fact]
    public async Task The_first_set_in_storage_that_fails_is_left_for_the_bundled_one()
    {
        await PublishAsync("v1", TestNetworks.FailingOnDark());
        await using InferenceHost host = Host();
        await host.StartAsync();
        await FailAsync(host, ModelWatcher.MaxFailuresInARow);
        await host.PollUntilAsync(() => host.Version == "bundled");
        RefusedModel said = await RefusalAsync();
        Assert.Equal(("v1", "bundled", "It has failed for 5 photographs in a row."), (said.Version, said.Serving, said.Reason));
    }

    private async Task<RefusedModel?> FindRefusalAsync()
    {
        StoredModels stored = new(Container);
        return await stored.FindRefusalAsync((await stored.ReadCurrentAsync(known: null, Cancel))!, Cancel);
    }

    private Task<RefusedModel> RefusalAsync() => Eventually.FoundAsync(FindRefusalAsync);

    private static async Task FailAsync(InferenceHost host, int photographs)
    {
        for (int photograph = 0; photograph < photographs; photograph++)
        {
            ModelSetException failure = await Assert.ThrowsAsync<ModelSetException>(
                () => host.Predictor.PredictAsync(new float[NetworkContract.Pixels], cancellationToken: Cancel));
            Assert.Contains("values that are not numbers", failure.Message, StringComparison.Ordinal);
        }
    }
}
