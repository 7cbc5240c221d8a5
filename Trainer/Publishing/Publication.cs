using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Reporting;

namespace Colorize.Trainer.Publishing;

/// <summary>How the commands that publish do it: under which name, to which place, and what they say.</summary>
/// <param name="Version">The name of the model set.</param>
/// <param name="Registry">Where it goes.</param>
/// <param name="Threads">How many threads measure.</param>
/// <param name="ReportCopy">The file that a copy of the report goes to.</param>
/// <param name="Output">What is said goes here.</param>
internal sealed record Publication(string Version, ModelRegistry Registry, int Threads, string ReportCopy, TextWriter Output)
{
    /// <summary>Whether the report is kept beside the set.</summary>
    public bool KeepsReport { get; init; } = true;

    /// <summary>Exports, measures and publishes what stands in the work folder, and then its report.</summary>
    public async Task PublishAsync(WorkFolder work, OpenedDataset pictures, CancellationToken cancellationToken)
    {
        Output.WriteLine($"Measuring on {TestSet.Describe(pictures.TestSets)}.");
        ModelSet set = new ModelSetBuilder(work, Threads, TimeProvider.System).Build(Version, pictures, cancellationToken);
        await Registry.PublishAsync(Version, set.Files, cancellationToken);
        set.Scores.Write(Output);
        Output.WriteLine(
            $"Published model set {Version} to {Registry.Description}. It is in use there; './colorize models' lists all sets.");

        // The functions need not wait for the report.
        Dictionary<Network, byte[]> files = set.Networks.ToDictionary(pair => pair.Key.Network, pair => pair.Value);
        await ReportAsync(set.Manifest, files, set.Scores, pictures.Training, pictures.TestSets, work, cancellationToken);
    }

    /// <summary>Writes the report of a set beside its networks, and a copy for people.</summary>
    public async Task ReportAsync(
        ModelManifest manifest,
        IReadOnlyDictionary<Network, byte[]> files,
        ModelSetScores scores,
        CachedDataset training,
        IReadOnlyList<TestSet> sets,
        WorkFolder work,
        CancellationToken cancellationToken)
    {
        byte[] report = new ReportBuilder(training, sets, work, Threads).Build(manifest, files, scores, cancellationToken);
        if (KeepsReport)
        {
            await Registry.WriteAsync(ModelPaths.Report(manifest.Version), report, cancellationToken);
        }

        string copy = Path.GetFullPath(ReportCopy);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        await File.WriteAllBytesAsync(copy, report, cancellationToken);
        Output.WriteLine($"The report is in {copy}{(KeepsReport ? ", and with the model set" : string.Empty)}.");
    }
}
