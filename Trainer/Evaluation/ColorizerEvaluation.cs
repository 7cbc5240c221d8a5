using System.Numerics.Tensors;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>Compares predictors on the same pictures.</summary>
internal static class ColorizerEvaluation
{
    private const int BatchSize = 16;

    /// <summary>Scores every predictor on every picture; the scores stand in the order of the predictors.</summary>
    public static IReadOnlyList<ColorizerScores> Score(
        IReadOnlyList<IColorPredictor> predictors, CachedDataset dataset, CancellationToken cancellationToken)
    {
        List<List<PictureScore>> scores = [.. predictors.Select(_ => new List<PictureScore>())];
        float[] guess = new float[BatchSize * 2 * HostBatch.Plane];
        foreach (HostBatch batch in new BatchReader(dataset, BatchSize).Read(dataset.Rows, augmentation: null, seed: 0, cancellationToken))
        {
            for (int index = 0; index < predictors.Count; index++)
            {
                predictors[index].Predict(batch, guess);
                scores[index].AddRange(Enumerable.Range(0, batch.Count).Select(place => Score(dataset, batch, guess, place)));
            }
        }

        return [.. predictors.Zip(scores, (predictor, pictures) => new ColorizerScores(predictor.Name, pictures))];
    }

    private static PictureScore Score(CachedDataset dataset, HostBatch batch, float[] guess, int place)
    {
        const int Length = 2 * HostBatch.Plane;
        int row = batch.Rows[place];
        float distance = TensorPrimitives.Distance<float>(
            guess.AsSpan(place * Length, Length), batch.Chroma.AsSpan(place * Length, Length));
        return new PictureScore(dataset.NameOf(row), dataset.ClassNames[dataset.ClassOf(row)], (double)distance * distance / Length);
    }
}
