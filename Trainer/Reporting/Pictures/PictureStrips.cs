using Colorize.Imaging;
using Colorize.Tensors;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Reporting.Pictures;

/// <summary>Makes the rows of the picture grid.</summary>
internal static class PictureStrips
{
    private const int BatchSize = 16;
    private const int Length = 2 * HostBatch.Plane;

    /// <summary>Has every predictor colour the pictures; the strips stand in the order of the rows.</summary>
    public static IReadOnlyList<PictureStrip> Of(
        IReadOnlyList<int> rows,
        TestSet set,
        IReadOnlyList<IColorPredictor> predictors,
        IReadOnlyList<ColorizerScores> scores,
        CancellationToken cancellationToken)
    {
        CachedDataset dataset = set.Pictures;
        var strips = new List<PictureStrip>();
        Dictionary<int, int> places = dataset.Rows.Select((row, place) => (row, place)).ToDictionary();
        foreach (HostBatch batch in set.Read(rows, BatchSize, cancellationToken))
        {
            float[][] guesses = [.. predictors.Select(predictor => Guess(predictor, batch))];
            strips.AddRange(Enumerable.Range(0, batch.Count).Select(place => ToStrip(batch, place, guesses)));
        }

        return strips;

        PictureStrip ToStrip(HostBatch batch, int place, float[][] guesses)
        {
            int row = batch.Rows[place];
            IEnumerable<PictureVersion> versions = predictors.Zip(guesses, (predictor, guess) => new PictureVersion(
                predictor.Name,
                Encode(batch, guess, place),
                scores.Single(score => score.Predictor == predictor.Name).Pictures[places[row]].Mse));
            return new PictureStrip(
                dataset.NameOf(row),
                dataset.ClassNameOf(row),
                [new PictureVersion(null, Encode(batch, batch.Chroma, place), null), .. versions]);
        }
    }

    private static float[] Guess(IColorPredictor predictor, HostBatch batch)
    {
        float[] guess = new float[batch.Count * Length];
        predictor.Predict(batch, guess);
        return guess;
    }

    private static byte[] Encode(HostBatch batch, float[] chroma, int place)
    {
        SrgbPicture picture = SrgbPicture.From(batch, chroma, place);
        return Thumbnail.ToWebP(picture.Red, picture.Green, picture.Blue, LabTensor.Size);
    }
}
