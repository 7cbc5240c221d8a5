using Colorize.Models;
using Colorize.Tests.Trainer.Storage;
using Colorize.Trainer;
using Colorize.Trainer.Publishing;

namespace Colorize.Tests.Trainer.Publishing;

public sealed class StorageDestinationTests(TestStorage storage) : IClassFixture<TestStorage>
{
    [Fact]
    public async Task Sets_are_put_into_use_one_after_the_other()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var destination = new StorageDestination(storage.Clients);
        await destination.PublishAsync(SmallModelSet.Create("v1"), cancellationToken);
        ModelSet second = SmallModelSet.Create("v2");
        await destination.PublishAsync(second, cancellationToken);

        var models = new StoredModels(storage.Models);
        CurrentModel current = (await models.ReadCurrentAsync(known: null, cancellationToken))!.Parse();
        ModelManifest manifest = await models.ReadManifestAsync(current.Version, cancellationToken);
        Assert.Equal("v2", manifest.Version);
        Assert.Equal(second.Networks.Values.Single(), await models.ReadNetworkAsync("v2", Assert.Single(manifest.Files), cancellationToken));
    }

    [Fact]
    public async Task A_set_that_another_publisher_put_into_use_meanwhile_stays()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        ModelSet ours = SmallModelSet.Create("ours");
        var interrupted = ours with { Networks = new MeanwhileDictionary(ours.Networks, PutTheirsIntoUse) };

        TrainingException exception = await Assert.ThrowsAsync<TrainingException>(
            () => new StorageDestination(storage.Clients).PublishAsync(interrupted, cancellationToken));

        Assert.Contains("ours", exception.Message, StringComparison.Ordinal);
        Assert.Equal("theirs", (await new StoredModels(storage.Models).ReadCurrentAsync(known: null, cancellationToken))!.Parse().Version);
    }

    private void PutTheirsIntoUse() =>
        storage.Models.GetBlobClient(ModelPaths.Current).Upload(new BinaryData(new CurrentModel("theirs").ToJson()), overwrite: true);
}
