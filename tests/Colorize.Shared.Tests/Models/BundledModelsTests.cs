using System.Text;
using Colorize.Models;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Models;

public sealed class BundledModelsTests : IDisposable
{
    private readonly TestModelSet _set = TestModelSet.WithResNet();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    private ModelFile ResNet => _set.Manifest.Find(Network.ResNet)!;

    public void Dispose() => _set.Dispose();

    [Fact]
    public async Task A_set_is_read_from_its_folder()
    {
        Assert.Equal("v1", (await _set.Store.ReadCurrentAsync(_cancel))!.Version);
        ModelManifest manifest = await _set.Store.ReadManifestAsync("v1", _cancel);
        Assert.Equal(TestNetworks.ResNet(), await _set.Store.ReadNetworkAsync("v1", manifest.Find(Network.ResNet)!, _cancel));
    }

    [Fact]
    public async Task A_folder_without_models_has_no_current_one()
    {
        File.Delete(Path.Combine(_set.Folder, ModelPaths.Current));
        Assert.Null(await _set.Store.ReadCurrentAsync(_cancel));
        Assert.Null(await new BundledModels(Path.Combine(_set.Folder, "nowhere")).ReadCurrentAsync(_cancel));
    }

    [Fact]
    public async Task A_network_that_is_cut_short_is_refused()
    {
        byte[] whole = _set.Onnx(Network.ResNet);
        for (int length = 0; length < whole.Length; length += 50)
        {
            await File.WriteAllBytesAsync(_set.PathOf(Network.ResNet), whole[..length], _cancel);
            Assert.Contains("cut short", await RefusalAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_network_with_one_other_bit_is_refused()
    {
        byte[] altered = _set.Onnx(Network.ResNet);
        altered[^1] ^= 1;
        await File.WriteAllBytesAsync(_set.PathOf(Network.ResNet), altered, _cancel);
        Assert.Matches(@"^v1/resnet\.onnx: its SHA-256 is [0-9a-f]{64}; the manifest says [0-9a-f]{64}\.", await RefusalAsync());
    }

    [Fact]
    public async Task A_network_that_is_longer_than_announced_is_not_read()
    {
        await using (FileStream file = File.OpenWrite(_set.PathOf(Network.ResNet)))
        {
            file.SetLength(10L << 30); // sparse: it takes no room on the disk, and would take 10 GB of memory
        }

        Assert.Contains("10,737,418,240 bytes", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_that_is_missing_is_said_to_be()
    {
        File.Delete(_set.PathOf(Network.ResNet));
        Assert.Contains($"it is not in the folder {_set.Folder}", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_in_the_folder_of_another_version_is_refused()
    {
        _set.Write(ModelPaths.Manifest("v2"), _set.Manifest.ToJson());
        ModelSetException refused = await Assert.ThrowsAsync<ModelSetException>(() => _set.Store.ReadManifestAsync("v2", _cancel));
        Assert.Equal("""v2/manifest.json: version is "v1"; its folder says "v2".""", refused.Message);
    }

    [Fact]
    public async Task A_manifest_of_more_than_a_mebibyte_is_not_read()
    {
        _set.Write(ModelPaths.Manifest("v1"), Encoding.UTF8.GetBytes(new string(' ', ModelManifest.MaxBytes + 1)));
        ModelSetException refused = await Assert.ThrowsAsync<ModelSetException>(() => _set.Store.ReadManifestAsync("v1", _cancel));
        Assert.Contains("1,048,577 bytes", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> RefusalAsync() =>
        (await Assert.ThrowsAsync<ModelSetException>(() => _set.Store.ReadNetworkAsync("v1", ResNet, _cancel))).Message;
}
