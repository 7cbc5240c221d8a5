using System.Numerics.Tensors;
using Colorize.Models;
using Colorize.Trainer.Data;

namespace Colorize.Trainer.Evaluation;

/// <summary>
/// The probability from which a classifier's word is worth saying: of the pictures that it was not trained on, nine in ten of
/// those that it is as sure about are what it says.
/// </summary>
internal static class ClassThreshold
{
    /// <summary>The part of what is said that must be right.</summary>
    public const double Precision = 0.9;

    private const int BatchSize = 16;

    /// <summary>Asks an exported classifier about pictures and sets the threshold.</summary>
    /// <returns>A probability; null where the classifier is never right often enough.</returns>
    public static double? Of(OnnxSession classifier, TestSet pictures, IReadOnlyList<int> rows, CancellationToken cancellationToken)
    {
        int classes = pictures.Pictures.ClassNames.Count;
        TensorSpec input = NetworkContract.Of(Network.AlexNet, classes).Inputs[0];
        List<(float Probability, bool IsRight)> answers = [];
        foreach (HostBatch batch in pictures.Read(rows, BatchSize, cancellationToken))
        {
            float[] values = classifier.Run(batch.Count, (input, batch.Lightness));
            for (int place = 0; place < batch.Count; place++)
            {
                ReadOnlySpan<float> answer = values.AsSpan(place * classes, classes);
                int best = TensorPrimitives.IndexOfMax(answer);
                answers.Add((answer[best], best == batch.Classes[place]));
            }
        }

        return Of(answers);
    }

    /// <summary>The lowest probability such that of all answers with it or more nine in ten are right.</summary>
    public static double? Of(IEnumerable<(float Probability, bool IsRight)> answers)
    {
        double? threshold = null;
        int said = 0;
        int right = 0;

        // Answers of the same probability are said together or not at all.
        foreach (IGrouping<float, (float Probability, bool IsRight)> equal in
            answers.GroupBy(answer => answer.Probability).OrderByDescending(group => group.Key))
        {
            said += equal.Count();
            right += equal.Count(answer => answer.IsRight);
            threshold = right >= Precision * said ? equal.Key : threshold;
        }

        return threshold;
    }
}
