using System.CommandLine;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary>A published model set, measured on the test pictures.</summary>
internal sealed record MeasuredSet(PublishedSet Set, OpenedDataset Pictures, ModelSetScores Scores) : IDisposable
{
    /// <summary>Opens and measures the set that the options name.</summary>
    /// <exception cref="TrainingException">There is no such set, or it knows other classes than the pictures have.</exception>
    public static async Task<MeasuredSet> OpenAsync(
        PlaceSettings places, ModelSettings models, ParseResult result, TextWriter log, CancellationToken cancellationToken)
    {
        PublishedSet set = await models.PublishedAsync(result, cancellationToken);
        ModelManifest manifest = set.Manifest;
        OpenedDataset pictures = await OpenedDataset.OpenAsync(places.Data(result), places.Work(result), log, cancellationToken);
        try
        {
            if (!manifest.Classes.SequenceEqual(pictures.Test.ClassNames))
            {
                throw new TrainingException($"Model set {manifest.Version} knows other classes than the test pictures have: {string.Join(", ", manifest.Classes)}.");
            }

            log.WriteLine($"Measuring model set {manifest.Version} of {set.Registry.Description} on {pictures.Test.Rows.Count} test pictures.");
            return new MeasuredSet(
                set, pictures, ModelSetScores.Measure(set.Files, pictures.Training, pictures.Test, places.Threads(result), cancellationToken));
        }
        catch
        {
            pictures.Dispose();
            throw;
        }
    }

    public void Dispose() => Pictures.Dispose();
}
