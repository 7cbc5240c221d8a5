using Azure;
using Azure.Storage.Blobs;
using Colorize.Models;
using Colorize.Tests.Azurite;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Models;

public sealed class StoredModelsTests(SharedAzurite azurite) : IAsyncLifetime
{
    private readonly TestModelSet _set = TestModelSet.WithResNet();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private BlobContainerClient _container = null!;
    private StoredModels _store = null!;

    private ModelFile ResNet => _set.Manifest.Find(Network.ResNet)!;

    public async ValueTask InitializeAsync()
    {
        _container = await (await azurite.Blobs).CreateContainerAsync();
        _store = new StoredModels(_container);
        await _set.PublishAsync(_container);
    }

    public ValueTask DisposeAsync()
    {
        _set.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_set_is_read_from_its_container()
    {
        CurrentModelFile? current = await _store.ReadCurrentAsync(known: null, _cancel);
        ModelManifest manifest = await _store.ReadManifestAsync(current!.Parse().Version, _cancel);
        Assert.Equal(_set.Onnx(Network.ResNet), await _store.ReadNetworkAsync("v1", manifest.Find(Network.ResNet)!, _cancel));
    }

    [Fact]
    public async Task A_current_file_that_has_not_changed_is_not_read_again()
    {
        CurrentModelFile? first = await _store.ReadCurrentAsync(known: null, _cancel);
        Assert.Same(first, await _store.ReadCurrentAsync(first, _cancel));

        await UploadAsync(ModelPaths.Current, new CurrentModel("v2").ToJson());
        CurrentModelFile? second = await _store.ReadCurrentAsync(first, _cancel);
        Assert.Equal("v2", second!.Parse().Version);
        Assert.NotEqual(first!.Tag, second.Tag);
    }

    [Fact]
    public async Task A_container_without_models_has_no_current_one()
    {
        CurrentModelFile? first = await _store.ReadCurrentAsync(known: null, _cancel);
        await _container.DeleteBlobAsync(ModelPaths.Current, cancellationToken: _cancel);
        Assert.Null(await _store.ReadCurrentAsync(known: null, _cancel));
        Assert.Null(await _store.ReadCurrentAsync(first, _cancel));

        await _container.DeleteAsync(cancellationToken: _cancel);
        Assert.Null(await _store.ReadCurrentAsync(known: null, _cancel));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000_000)]
    public async Task A_current_file_of_a_senseless_size_is_refused(int size)
    {
        await UploadAsync(ModelPaths.Current, new byte[size]);
        CurrentModelFile? file = await _store.ReadCurrentAsync(known: null, _cancel);
        Assert.InRange(file!.Content.Length, 0, CurrentModel.MaxBytes + 1);
        Assert.Throws<ModelSetException>(file.Parse);
    }

    [Fact]
    public async Task A_network_that_is_cut_short_or_longer_or_missing_is_refused()
    {
        byte[] whole = _set.Onnx(Network.ResNet);
        await UploadAsync("v1/resnet.onnx", whole[..^1]);
        Assert.Contains("cut short", await RefusalAsync(), StringComparison.Ordinal);

        await UploadAsync("v1/resnet.onnx", [.. whole, 0]);
        Assert.Contains($"at most {whole.Length:N0} may be there", await RefusalAsync(), StringComparison.Ordinal);

        await _container.DeleteBlobAsync("v1/resnet.onnx", cancellationToken: _cancel);
        Assert.Contains($"it is not in the container \"{_container.Name}\"", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_is_down_is_no_model_set_that_is_wrong()
    {
        StoredModels nowhere = new(AzuriteBlobs.Container(port: 9, "models"));
        await Assert.ThrowsAsync<RequestFailedException>(() => nowhere.ReadCurrentAsync(known: null, _cancel));
        await Assert.ThrowsAsync<RequestFailedException>(() => nowhere.ReadManifestAsync("v1", _cancel));
    }

    private async Task UploadAsync(string path, byte[] content) =>
        await _container.GetBlobClient(path).UploadAsync(new BinaryData(content), overwrite: true, _cancel);

    private async Task<string> RefusalAsync() =>
        (await Assert.ThrowsAsync<ModelSetException>(() => _store.ReadNetworkAsync("v1", ResNet, _cancel))).Message;
}
