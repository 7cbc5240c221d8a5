namespace Colorize.Trainer.Data;

/// <summary>Both splits of a dataset, in local caches.</summary>
internal sealed class OpenedDataset : IDisposable
{
    private OpenedDataset(CachedDataset training, CachedDataset test)
    {
        Training = training;
        Test = test;
    }

    /// <summary>The pictures to learn from.</summary>
    public CachedDataset Training { get; }

    /// <summary>The pictures to measure on.</summary>
    public CachedDataset Test { get; }

    /// <summary>Brings the caches of both splits up to date and opens them.</summary>
    /// <exception cref="TrainingException">A split has no pictures, or the splits have different classes.</exception>
    public static async Task<OpenedDataset> OpenAsync(Dataset dataset, WorkFolder work, TextWriter log, CancellationToken cancellationToken)
    {
        var cache = new TensorCache(work.Cache, log);
        CachedDataset training = await cache.OpenAsync(dataset.Open(Splits.Train, log), cancellationToken).ConfigureAwait(false);
        CachedDataset? test = null;
        try
        {
            test = await cache.OpenAsync(dataset.Open(Splits.Test, log), cancellationToken).ConfigureAwait(false);
            return training.ClassNames.SequenceEqual(test.ClassNames)
                ? new OpenedDataset(training, test)
                : throw new TrainingException(
                    $"The training pictures have the classes {string.Join(", ", training.ClassNames)}; the test pictures have {string.Join(", ", test.ClassNames)}. They must be the same.");
        }
        catch
        {
            training.Dispose();
            test?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Training.Dispose();
        Test.Dispose();
    }
}
