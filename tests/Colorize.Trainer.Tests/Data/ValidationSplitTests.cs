using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public sealed class ValidationSplitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_class_gives_the_same_part_and_no_row_is_on_both_sides()
    {
        using CachedDataset dataset = Open(("a", 40), ("b", 20));
        ValidationSplit split = ValidationSplit.Create(dataset, 0.25);
        Assert.Equal(10, split.Validation.Count(row => dataset.ClassOf(row) == 0));
        Assert.Equal(5, split.Validation.Count(row => dataset.ClassOf(row) == 1));
        Assert.Equal(dataset.Rows, split.Train.Concat(split.Validation).Order());
    }

    [Fact]
    public void A_picture_stays_on_its_side_when_another_class_comes()
    {
        using CachedDataset small = Open(("b", 40));
        using CachedDataset large = Open(("a", 40), ("b", 40));
        Assert.Equal(
            Names(small, ValidationSplit.Create(small, 0.2)),
            Names(large, ValidationSplit.Create(large, 0.2)).Where(name => name.StartsWith("b/", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Names(CachedDataset dataset, ValidationSplit split) =>
        split.Validation.Select(dataset.NameOf).Order();

    private CachedDataset Open(params (string ClassName, int Count)[] classes)
    {
        string file = _folder.At($"{Guid.NewGuid():N}.f16");
        File.WriteAllBytes(file, []);
        Sample[] samples =
            [.. classes.SelectMany(
                group => Enumerable.Range(0, group.Count).Select(i => new Sample($"{group.ClassName}/{i}", group.ClassName, "1")))];
        return new CachedDataset(file, new CacheIndex("memory", file, samples, [], [.. samples.Select(sample => sample.Name)]));
    }
}
