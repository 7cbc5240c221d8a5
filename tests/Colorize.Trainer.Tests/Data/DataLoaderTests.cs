using Colorize.Tensors;
using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public sealed class DataLoaderTests : IDisposable
{
    private const int Count = 7;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_comes_once_in_the_order_asked_for()
    {
        using CachedDataset dataset = await OpenAsync();
        int[] rows = [6, 2, 0, 1, 5, 3, 4];
        List<int[]> batches = [.. Read(dataset, rows, null, 1).Select(batch => batch.Rows[..batch.Count])];
        Assert.Equal([3, 3, 1], batches.Select(batch => batch.Length));
        Assert.Equal(rows, batches.SelectMany(batch => batch));
    }

    [Fact]
    public async Task Values_are_on_the_scales_of_the_networks()
    {
        using CachedDataset dataset = await Pictures.OpenAsync(_folder.Path, ("a/0", Pictures.Tensor((_, _) => (50, 127, -128))));
        HostBatch batch = Read(dataset, [0], null, 1).Single();
        Assert.All(batch.Lightness, value => Assert.Equal(0.5f, value, tolerance: 1e-6));
        Assert.All(batch.Chroma[..HostBatch.Plane], value => Assert.Equal(1f, value, tolerance: 1e-6));
        Assert.All(batch.Chroma[HostBatch.Plane..], value => Assert.Equal(0f, value, tolerance: 1e-6));
    }

    [Fact]
    public async Task Lightness_and_colour_stay_aligned_through_crops_and_flips()
    {
        using CachedDataset dataset = await OpenAsync();
        foreach (HostBatch batch in Read(dataset, dataset.Rows, new Augmentation(0.4, Flips: true), 3))
        {
            for (int place = 0; place < batch.Count; place++)
            {
                for (int pixel = 0; pixel < HostBatch.Plane; pixel++)
                {
                    float l = batch.Lightness[(place * HostBatch.Plane) + pixel] * 100;
                    float a = (batch.Chroma[(2 * place * HostBatch.Plane) + pixel] * 255) - 128;
                    float b = (batch.Chroma[(((2 * place) + 1) * HostBatch.Plane) + pixel] * 255) - 128;
                    Assert.Equal(l / 2, a, tolerance: 0.05);
                    Assert.Equal(-l, b, tolerance: 0.05);
                }
            }
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_crops_and_another_gives_others()
    {
        using CachedDataset dataset = await OpenAsync();
        Assert.Equal(Lightness(1), Lightness(1));
        Assert.NotEqual(Lightness(1), Lightness(2));

        float[] Lightness(int seed) =>
            [.. Read(dataset, dataset.Rows, new Augmentation(0.5, Flips: true), seed).SelectMany(batch => batch.Lightness.ToArray())];
    }

    [Fact]
    public void A_failure_while_reading_ahead_reaches_the_reader()
    {
        string file = _folder.At("short.f16");
        File.WriteAllBytes(file, new byte[1000]);
        using var dataset = new CachedDataset(file, new CacheIndex("memory", file, [new Sample("a/0", "a", "1")], [], ["digest"]));
        Assert.Throws<EndOfStreamException>(() => Read(dataset, dataset.Rows, null, 1).Count());
    }

    [Fact]
    public async Task Reading_may_be_left_early()
    {
        using CachedDataset dataset = await OpenAsync();
        Assert.Equal(3, Read(dataset, dataset.Rows, null, 1).First().Count);
    }

    private static IEnumerable<HostBatch> Read(CachedDataset dataset, IReadOnlyList<int> rows, Augmentation? augmentation, int seed) =>
        new DataLoader(dataset, batchSize: 3).Read(rows, augmentation, seed, TestContext.Current.CancellationToken);

    /// <summary>Pictures in which a is half of L and b is its negative, at every pixel.</summary>
    private Task<CachedDataset> OpenAsync() => Pictures.OpenAsync(_folder.Path, [.. Enumerable.Range(0, Count).Select(Picture)]);

    private static (string Name, LabTensor Tensor) Picture(int index) =>
        ($"a/{index}", Pictures.Tensor((x, y) =>
        {
            float l = (float)(50 + (25 * Math.Sin(x * (0.05 + (0.01 * index)))) + (20 * Math.Sin(y * 0.07)));
            return (l, l / 2, -l);
        }));
}
