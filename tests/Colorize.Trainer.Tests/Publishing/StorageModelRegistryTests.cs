using Colorize.Models;
using Colorize.Tests.Trainer.Storage;
using Colorize.Trainer.Publishing;

namespace Colorize.Tests.Trainer.Publishing;

public sealed class StorageModelRegistryTests(TestStorage storage) : IClassFixture<TestStorage>
{
    [Fact]
    public async Task Sets_are_put_into_use_one_after_the_other()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var registry = new StorageModelRegistry(storage.Clients);
        ModelSet second = SmallModelSet.Create("v2");
        await registry.PublishAsync("v1", SmallModelSet.Create("v1").Files, cancellationToken);
        await registry.PublishAsync("v2", second.Files, cancellationToken);

        var models = new StoredModels(storage.Models);
        CurrentModel current = (await models.ReadCurrentAsync(known: null, cancellationToken))!.Parse();
        ModelManifest manifest = await models.ReadManifestAsync(current.Version, cancellationToken);
        Assert.Equal("v2", manifest.Version);
        Assert.Equal(
            second.Networks.Values.Single(), await models.ReadNetworkAsync("v2", Assert.Single(manifest.Files), cancellationToken));
    }

    [Fact]
    public async Task A_set_that_another_publisher_put_into_use_meanwhile_stays()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        ModelSet ours = SmallModelSet.Create("ours");
        ModelSet interrupted = ours with { Networks = new MeanwhileDictionary(ours.Networks, PutTheirsIntoUse) };

        ModelConflictException exception = await Assert.ThrowsAsync<ModelConflictException>(
            () => new StorageModelRegistry(storage.Clients).PublishAsync("ours", interrupted.Files, cancellationToken));

        Assert.Contains("Another model set was put into use", exception.Message, StringComparison.Ordinal);
        Assert.Equal("theirs", (await new StoredModels(storage.Models).ReadCurrentAsync(known: null, cancellationToken))!.Parse().Version);
    }

    [Fact]
    public async Task A_rollback_returns_to_the_version_before_and_from_the_first_to_none()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var registry = new StorageModelRegistry(storage.Clients);
        await registry.UseNoneAsync(cancellationToken);
        await registry.PublishAsync("a1", SmallModelSet.Create("a1").Files, cancellationToken);
        await registry.PublishAsync("a2", SmallModelSet.Create("a2").Files, cancellationToken);
        Assert.Equal(new CurrentModel("a2", "a1"), await registry.ReadCurrentAsync(cancellationToken));
        Assert.Empty(new[] { "a1", "a2" }.Except(await registry.ListVersionsAsync(cancellationToken)));

        Assert.Equal("a1", await registry.RollBackAsync(cancellationToken));
        Assert.Equal(new CurrentModel("a1", "a2"), await registry.ReadCurrentAsync(cancellationToken));

        await registry.UseNoneAsync(cancellationToken);
        Assert.Null(await registry.ReadCurrentAsync(cancellationToken));
        await registry.UseAsync("a2", cancellationToken);
        Assert.Null(await registry.RollBackAsync(cancellationToken));
        Assert.Null(await registry.ReadCurrentAsync(cancellationToken));
        await Assert.ThrowsAsync<ModelSetException>(() => registry.UseAsync("nowhere", cancellationToken));
    }

    private void PutTheirsIntoUse() =>
        storage.Models.GetBlobClient(ModelPaths.Current).Upload(new BinaryData(new CurrentModel("theirs").ToJson()), overwrite: true);
}
