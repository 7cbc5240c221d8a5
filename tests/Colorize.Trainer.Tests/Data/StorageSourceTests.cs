using Azure.Storage.Blobs;
using Colorize.Tests.Trainer.Storage;
using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public sealed class StorageSourceTests(TestStorage storage) : IClassFixture<TestStorage>, IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly StringWriter _log = new();

    public void Dispose()
    {
        _cache.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Tensors_of_a_split_are_read_by_class()
    {
        await UploadAsync("one/land/b.jpg.npy", Pictures.Landscape(1).ToNpy());
        await UploadAsync("one/land/a.jpg.npy", Pictures.Landscape(2).ToNpy());
        await UploadAsync("one/sea/c.png.npy", Pictures.Landscape(3).ToNpy());
        await UploadAsync("other/land/d.jpg.npy", Pictures.Landscape(4).ToNpy());
        await UploadAsync("one/loose.npy", Pictures.Landscape(5).ToNpy());

        using CachedDataset dataset = await OpenAsync("one");

        Assert.Equal(["land/a.jpg.npy", "land/b.jpg.npy", "sea/c.png.npy"], dataset.Rows.Select(dataset.NameOf));
        Assert.Equal(["land", "sea"], dataset.ClassNames);
        var row = new Half[TensorCache.RowLength];
        dataset.Read(0, row);
        Assert.Equal(Pictures.Landscape(2).Values, row);
    }

    [Fact]
    public async Task A_tensor_that_was_replaced_is_read_again()
    {
        BlobClient blob = await UploadAsync("two/land/a.npy", Pictures.Landscape(1).ToNpy());
        (await OpenAsync("two")).Dispose();
        await blob.UploadAsync(new BinaryData(Pictures.Landscape(9).ToNpy()), overwrite: true, TestContext.Current.CancellationToken);

        using CachedDataset dataset = await OpenAsync("two");

        var row = new Half[TensorCache.RowLength];
        dataset.Read(0, row);
        Assert.Equal(Pictures.Landscape(9).Values, row);
    }

    [Fact]
    public async Task A_blob_that_is_no_tensor_is_left_out_and_named()
    {
        await UploadAsync("three/land/a.npy", Pictures.Landscape(1).ToNpy());
        await UploadAsync("three/land/broken.npy", "no tensor"u8.ToArray());
        using CachedDataset dataset = await OpenAsync("three");
        Assert.Equal(["land/a.npy"], dataset.Rows.Select(dataset.NameOf));
        Assert.Contains("land/broken.npy", _log.ToString(), StringComparison.Ordinal);
    }

    private Task<CachedDataset> OpenAsync(string split) => new TensorCache(_cache.Path, TextWriter.Null)
        .OpenAsync(new StorageSource(storage.Clients, split, _log), TestContext.Current.CancellationToken);

    private async Task<BlobClient> UploadAsync(string path, byte[] content)
    {
        BlobClient blob = storage.Tensors.GetBlobClient(path);
        await blob.UploadAsync(new BinaryData(content), overwrite: true, TestContext.Current.CancellationToken);
        return blob;
    }
}
