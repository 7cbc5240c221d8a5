using Colorize.Tensors;
using Colorize.Trainer;
using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public sealed class TensorCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly (string Name, LabTensor Tensor)[] _pictures =
        [("a/0", Pictures.Landscape(1)), ("a/1", Pictures.Landscape(2)), ("b/0", Pictures.Landscape(3))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_hold_the_pictures_of_the_source()
    {
        using CachedDataset dataset = await Pictures.OpenAsync(_folder.Path, _pictures);

        var row = new Half[TensorCache.RowLength];
        foreach (int index in dataset.Rows)
        {
            dataset.Read(index, row);
            Assert.Equal(_pictures.Single(picture => picture.Name == dataset.NameOf(index)).Tensor.Values, row);
        }

        Assert.Equal(["a", "b"], dataset.ClassNames);
        Assert.Equal([0, 0, 1], dataset.Rows.Select(dataset.ClassOf));
    }

    [Fact]
    public async Task Unchanged_pictures_are_read_once()
    {
        var source = new MemorySource(_pictures);
        await OpenAsync(source);
        await OpenAsync(source);
        Assert.Equal(3, source.Reads.Count);
    }

    [Fact]
    public async Task A_changed_picture_alone_is_read_again()
    {
        var source = new MemorySource(_pictures);
        await OpenAsync(source);
        source.Reads.Clear();
        source.Versions["a/1"] = "2";
        await OpenAsync(source);
        Assert.Equal(["a/1"], source.Reads);
        Assert.Single(Directory.GetFiles(_folder.Path, "*.f16"));
    }

    [Fact]
    public async Task Unreadable_pictures_have_no_row()
    {
        var source = new MemorySource(_pictures);
        source.Unreadable.Add("a/1");
        using CachedDataset dataset = await OpenAsync(source);
        Assert.Equal(["a/0", "b/0"], dataset.Rows.Select(dataset.NameOf));
    }

    [Fact]
    public async Task A_source_without_pictures_is_an_error_that_says_so()
    {
        TrainingException exception = await Assert.ThrowsAsync<TrainingException>(() => OpenAsync(new MemorySource([])));
        Assert.Contains("no pictures in the memory", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_pictures_than_there_is_room_for_are_refused_before_any_is_read()
    {
        var source = new MemorySource(_pictures);
        var cache = new TensorCache(_folder.Path, TextWriter.Null, maxBytes: 3 * TensorCache.RowLength * sizeof(ushort) - 1);

        TrainingException exception = await Assert.ThrowsAsync<TrainingException>(
            () => cache.OpenAsync(source, TestContext.Current.CancellationToken));

        Assert.StartsWith("3 pictures take 0.0 GB, and ", exception.Message, StringComparison.Ordinal);
        Assert.Empty(source.Reads);
    }

    private Task<CachedDataset> OpenAsync(MemorySource source) =>
        new TensorCache(_folder.Path, TextWriter.Null).OpenAsync(source, TestContext.Current.CancellationToken);
}
