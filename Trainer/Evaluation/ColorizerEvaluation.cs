using System.Numerics.Tensors;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>Compares predictors on the same pictures.</summary>
internal static class ColorizerEvaluation
{
    private const int BatchSize = 16;
    private const int Length = 2 * HostBatch.Plane;

    /// <summary>Scores every predictor on every picture as it is; the scores stand in the order of the predictors.</summary>
    public static IReadOnlyList<ColorizerScores> Score(
        IReadOnlyList<IColorPredictor> predictors, CachedDataset pictures, CancellationToken cancellationToken) =>
        Score(predictors, new TestSet(Splits.Test, pictures), cancellationToken);

    /// <summary>Scores every predictor on every picture; the scores stand in the order of the predictors.</summary>
    public static IReadOnlyList<ColorizerScores> Score(
        IReadOnlyList<IColorPredictor> predictors, TestSet set, CancellationToken cancellationToken)
    {
        List<List<PictureScore>> scores = [.. predictors.Select(_ => new List<PictureScore>())];
        float[] guess = new float[BatchSize * Length];
        foreach (HostBatch batch in set.Read(BatchSize, cancellationToken))
        {
            SrgbPicture[] truths = [.. Enumerable.Range(0, batch.Count).Select(place => SrgbPicture.From(batch, batch.Chroma, place))];
            for (int index = 0; index < predictors.Count; index++)
            {
                predictors[index].Predict(batch, guess);
                scores[index].AddRange(truths.Select((truth, place) => Score(set.Pictures, batch, guess, place, truth)));
            }
        }

        return [.. predictors.Zip(scores, (predictor, pictures) => new ColorizerScores(predictor.Name, pictures))];
    }

    private static PictureScore Score(CachedDataset dataset, HostBatch batch, float[] guess, int place, SrgbPicture truth)
    {
        int row = batch.Rows[place];
        ReadOnlySpan<float> guessed = guess.AsSpan(place * Length, Length);
        ReadOnlySpan<float> right = batch.Chroma.AsSpan(place * Length, Length);
        float distance = TensorPrimitives.Distance(guessed, right);
        SrgbPicture picture = SrgbPicture.From(batch, guess, place);
        return new PictureScore(
            dataset.NameOf(row),
            dataset.ClassNameOf(row),
            (double)distance * distance / Length,
            picture.Psnr(truth),
            StructuralSimilarity.Of(picture, truth),
            ColorAccuracy.AreaUnderCurve(guessed, right),
            Colorfulness.Of(picture),
            Colorfulness.Of(truth));
    }
}
