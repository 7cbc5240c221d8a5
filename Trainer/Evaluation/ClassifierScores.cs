using System.Numerics.Tensors;
using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>How a classifier did on a split.</summary>
/// <param name="ClassNames">The classes in order.</param>
/// <param name="Top1">The part of the pictures whose class it found most probable.</param>
/// <param name="Top3">The part of the pictures whose class was among its three most probable.</param>
/// <param name="Confusion">How many pictures of a class (row) it took for a class (column).</param>
/// <param name="Top3ByClass">As <paramref name="Top3"/>, of the pictures of each class.</param>
internal sealed record ClassifierScores(
    IReadOnlyList<string> ClassNames, double Top1, double Top3, int[][] Confusion, IReadOnlyList<double> Top3ByClass)
{
    private const int BatchSize = 16;
    private const int Top = 3;

    /// <summary>Asks an exported classifier about every picture.</summary>
    public static ClassifierScores Of(OnnxSession classifier, TestSet set, CancellationToken cancellationToken)
    {
        CachedDataset dataset = set.Pictures;
        int classes = dataset.ClassNames.Count;
        TensorSpec input = NetworkContract.Of(Network.AlexNet, classes).Inputs[0];
        int[][] confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        int[] top = new int[classes];
        foreach (HostBatch batch in set.Read(BatchSize, cancellationToken))
        {
            float[] answers = classifier.Run(batch.Count, (input, batch.Lightness));
            for (int place = 0; place < batch.Count; place++)
            {
                ReadOnlySpan<float> answer = answers.AsSpan(place * classes, classes);
                int truth = (int)batch.Classes[place];
                confusion[truth][TensorPrimitives.IndexOfMax(answer)]++;
                top[truth] += RankOf(truth, answer) < Top ? 1 : 0;
            }
        }

        double pictures = dataset.Rows.Count;
        return new ClassifierScores(
            dataset.ClassNames,
            confusion.Select((row, index) => row[index]).Sum() / pictures,
            top.Sum() / pictures,
            confusion,
            [.. confusion.Zip(top, (row, found) => (double)found / Math.Max(1, row.Sum()))]);
    }

    /// <summary>How many classes are more probable than one.</summary>
    private static int RankOf(int chosen, ReadOnlySpan<float> answer)
    {
        int rank = 0;
        foreach (float probability in answer)
        {
            rank += probability > answer[chosen] ? 1 : 0;
        }

        return rank;
    }
}
