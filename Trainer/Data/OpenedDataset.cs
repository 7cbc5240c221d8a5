namespace Colorize.Trainer.Data;

/// <summary>The splits of a dataset, in local caches.</summary>
internal sealed class OpenedDataset : IDisposable
{
    private readonly List<CachedDataset> _opened = [];

    private OpenedDataset()
    {
    }

    /// <summary>The pictures to learn from.</summary>
    public CachedDataset Training => _opened[0];

    /// <summary>The pictures to measure on.</summary>
    public CachedDataset Test => _opened[1];

    /// <summary>All that is measured on: the test pictures, those of the further splits, and all of them faded.</summary>
    public IReadOnlyList<TestSet> TestSets { get; private set; } = [];

    /// <summary>Brings the caches of all splits up to date and opens them.</summary>
    /// <exception cref="TrainingException">A split has no pictures, or the test pictures have other classes than the training
    /// pictures.</exception>
    public static async Task<OpenedDataset> OpenAsync(Dataset dataset, WorkFolder work, TextWriter log, CancellationToken cancellationToken)
    {
        var opened = new OpenedDataset();
        var cache = new TensorCache(work.Cache, log, work.MaxBytes);
        try
        {
            opened._opened.Add(await cache.OpenAsync(dataset.Open(Splits.Train, log), cancellationToken));
            string[] tests = [Splits.Test, .. await dataset.FurtherTestsAsync(cancellationToken)];
            foreach (string split in tests)
            {
                opened._opened.Add(await cache.OpenAsync(dataset.Open(split, log), cancellationToken, opened.Training.ClassNames));
            }

            TestSet[] sets = [.. tests.Zip(opened._opened.Skip(1), (split, pictures) => new TestSet(split, pictures))];
            opened.TestSets = [.. sets, .. sets.Select(set => set.AsFaded())];
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public void Dispose() => _opened.ForEach(split => split.Dispose());
}
