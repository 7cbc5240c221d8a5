using Colorize.Models;
using Colorize.Trainer.Publishing;

namespace Colorize.Tests.Trainer.Publishing;

public sealed class FolderModelRegistryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_published_set_is_what_the_functions_read()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        ModelSet set = SmallModelSet.Create("v1");
        await new FolderModelRegistry(_folder.Path).PublishAsync("v1", set.Files, cancellationToken);

        var models = new BundledModels(_folder.Path);
        CurrentModel current = (await models.ReadCurrentAsync(cancellationToken))!;
        ModelManifest manifest = await models.ReadManifestAsync(current.Version, cancellationToken);
        byte[] file = await models.ReadNetworkAsync("v1", Assert.Single(manifest.Files), cancellationToken);
        Assert.Equal(set.Networks.Values.Single(), file);
    }

    [Fact]
    public async Task A_newer_set_takes_the_place_of_the_older_which_stays()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var registry = new FolderModelRegistry(_folder.Path);
        await registry.PublishAsync("v1", SmallModelSet.Create("v1").Files, cancellationToken);
        await registry.PublishAsync("v2", SmallModelSet.Create("v2").Files, cancellationToken);
        Assert.Equal("v2", (await new BundledModels(_folder.Path).ReadCurrentAsync(cancellationToken))!.Version);
        Assert.Equal(["v1", "v2"], await registry.ListVersionsAsync(cancellationToken));
        Assert.Equal("v1", await registry.RollBackAsync(cancellationToken));
        Assert.True(File.Exists(_folder.At("v1", "resnet.onnx")));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part", SearchOption.AllDirectories));
    }
}
