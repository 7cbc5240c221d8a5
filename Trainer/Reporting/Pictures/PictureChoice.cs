using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Reporting.Pictures;

/// <summary>Which test pictures the report shows; nobody picks them.</summary>
/// <param name="Samples">Rows of every class, as chance has it: those whose names have the lowest hashes.</param>
/// <param name="Gains">The rows in which the last predictor gains most on the one before it, the largest gain first.</param>
/// <param name="Losses">The rows in which it loses most, the largest loss first.</param>
internal sealed record PictureChoice(IReadOnlyList<int> Samples, IReadOnlyList<int> Gains, IReadOnlyList<int> Losses)
{
    /// <summary>How many pictures may be samples, so that the page stays small with any number of classes.</summary>
    private const int MaxSamples = 26;

    private const int SamplesPerClass = 2;
    private const int Extremes = 4;

    /// <summary>Chooses from the test pictures.</summary>
    /// <param name="dataset">The test pictures.</param>
    /// <param name="before">What the last predictor is compared with, a picture for each row.</param>
    /// <param name="after">The last predictor, likewise.</param>
    public static PictureChoice From(CachedDataset dataset, ColorizerScores before, ColorizerScores after)
    {
        (int Row, double Change)[] ordered = [.. dataset.Rows
            .Select((row, place) => (Row: row, Change: after.Pictures[place].Mse - before.Pictures[place].Mse))
            .OrderBy(picture => picture.Change)];
        return new PictureChoice(
            SamplesOf(dataset),
            [.. ordered.Where(picture => picture.Change < 0).Take(Extremes).Select(picture => picture.Row)],
            [.. ordered.Reverse().Where(picture => picture.Change > 0).Take(Extremes).Select(picture => picture.Row)]);
    }

    private static int[] SamplesOf(CachedDataset dataset)
    {
        int perClass = dataset.ClassNames.Count * SamplesPerClass <= MaxSamples ? SamplesPerClass : 1;
        return [.. dataset.Rows
            .GroupBy(dataset.ClassOf)
            .OrderBy(rows => rows.Key)
            .Take(MaxSamples)
            .SelectMany(rows => dataset.InOrderOfHashes(rows).Take(perClass))];
    }
}
