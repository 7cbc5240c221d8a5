using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary>A published model set, measured on the test pictures and on those of a folder, whichever were asked for.</summary>
/// <param name="Set">The model set.</param>
/// <param name="Dataset">The pictures that it could have learned from, and the test pictures; null where only a folder is measured.</param>
/// <param name="TestSets">What was measured, in the order of the scores.</param>
/// <param name="Scores">What came of it.</param>
internal sealed record EvaluatedSet(
    PublishedSet Set, OpenedDataset? Dataset, IReadOnlyList<TestSet> TestSets, ModelSetScores Scores) : IDisposable
{
    /// <summary>Measures a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="dataset">Its dataset; null to measure on the folder alone.</param>
    /// <param name="folder">The pictures of a folder; null for none.</param>
    /// <param name="threads">How many threads compute.</param>
    /// <param name="log">Says what is measured.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TrainingException">The set knows other classes than the pictures have.</exception>
    public static EvaluatedSet Measure(
        PublishedSet set, OpenedDataset? dataset, TestSet? folder, int threads, TextWriter log, CancellationToken cancellationToken)
    {
        ModelManifest manifest = set.Manifest;
        if (dataset is not null && !manifest.Classes.SequenceEqual(dataset.Training.ClassNames))
        {
            throw new TrainingException(
                $"Model set {manifest.Version} knows other classes than the pictures have: {string.Join(", ", manifest.Classes)}.");
        }

        IEnumerable<TestSet> ofFolder = folder is null ? [] : [folder, folder.AsFaded()];
        TestSet[] sets = [.. dataset?.TestSets ?? [], .. ofFolder];
        log.WriteLine($"Measuring model set {manifest.Version} of {set.Registry.Description} on {TestSet.Describe(sets)}.");
        return new EvaluatedSet(
            set,
            dataset,
            sets,
            ModelSetScores.Measure(set.Files, manifest.Classes.Count, dataset?.Training, sets, threads, cancellationToken));
    }

    public void Dispose()
    {
        Dataset?.Dispose();
        foreach (TestSet set in TestSets)
        {
            set.Pictures.Dispose();
        }
    }
}
