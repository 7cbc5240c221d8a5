using System.Runtime.InteropServices;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Colorize.Trainer.Training;

/// <summary>
/// What the frozen classifier says about every picture of a dataset. It is asked before the training, not in every
/// epoch. About pictures that it learned from it is asked several times, each time seeing another crop: of the whole
/// picture it would be far surer than of one that is new to it, and the colorizer would learn to trust it too much.
/// </summary>
internal sealed class ClassProbabilities
{
    /// <summary>How often it is asked about a picture that it learned from.</summary>
    public const int Views = 4;

    private const int BatchSize = 64;

    /// <summary>
    /// Down to smaller crops than the classifier was trained with: about these it is as often right and as sure as about
    /// new pictures (docs/decisions.md).
    /// </summary>
    private static readonly Augmentation View = new(MinimumArea: 0.1, Flips: true, Tones: 0.5);

    /// <summary>
    /// The parts of the pictures that are told nothing at all and that are told less than the classifier knows, so that a
    /// colorizer learns when not to listen: photographs of no class that it knows are what most users have.
    /// </summary>
    private const double AbsentPart = 0.1;

    /// <inheritdoc cref="AbsentPart"/>
    private const double UnsurePart = 0.2;


    private readonly float[][] _answers;

    private ClassProbabilities(float[][] answers, int classes)
    {
        _answers = answers;
        Classes = classes;
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>Asks a classifier.</summary>
    /// <param name="classifier">The classifier; its logits are turned into probabilities.</param>
    /// <param name="dataset">The pictures.</param>
    /// <param name="learned">The rows that the classifier was trained on.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ClassProbabilities Ask(
        AlexNetGray classifier, CachedDataset dataset, IReadOnlyList<int> learned, CancellationToken cancellationToken)
    {
        classifier.to(ComputeDevice.Best);
        classifier.eval();
        using IDisposable noGradient = no_grad();
        int[] unseen = [.. dataset.Rows.Except(learned)];
        int classes = dataset.ClassNames.Count;
        float[][] answers = [.. Enumerable.Range(0, Views).Select(_ => new float[(dataset.Rows.Max() + 1) * classes])];
        var reader = new DataLoader(dataset, BatchSize);
        Fill(reader.Read(unseen, augmentation: null, seed: 0, cancellationToken), answers);
        for (int view = 0; view < Views; view++)
        {
            Fill(reader.Read(learned, View, seed: view, cancellationToken), [answers[view]]);
        }

        return new ClassProbabilities(answers, classes);

        void Fill(IEnumerable<HostBatch> batches, IReadOnlyList<float[]> targets)
        {
            foreach (HostBatch batch in batches)
            {
                using IDisposable scope = NewDisposeScope();
                Tensor answer = classifier.forward(TrainingObjective.Lightness(batch)).softmax(1);
                ReadOnlySpan<float> values = TensorMemory.Of(answer.cpu());
                for (int place = 0; place < batch.Count; place++)
                {
                    foreach (float[] target in targets)
                    {
                        values.Slice(place * classes, classes).CopyTo(target.AsSpan(batch.Rows[place] * classes));
                    }
                }
            }
        }
    }

    /// <summary>The truth instead of the classifier's word: of every picture its class, as certain.</summary>
    public static ClassProbabilities Truth(CachedDataset dataset)
    {
        int classes = dataset.ClassNames.Count;
        float[] truth = new float[(dataset.Rows.Max() + 1) * classes];
        foreach (int row in dataset.Rows)
        {
            truth[(row * classes) + dataset.ClassOf(row)] = 1;
        }

        return new ClassProbabilities([.. Enumerable.Repeat(truth, Views)], classes);
    }

    /// <summary>The same with the most probable class as certain.</summary>
    public ClassProbabilities MostProbable()
    {
        float[][] certain = [.. _answers.Select(answers => new float[answers.Length])];
        for (int view = 0; view < Views; view++)
        {
            for (int start = 0; start < certain[view].Length; start += Classes)
            {
                certain[view][start + TensorPrimitives.IndexOfMax(_answers[view].AsSpan(start, Classes))] = 1;
            }
        }

        return new ClassProbabilities(certain, Classes);
    }

    /// <summary>
    /// The same answers at random other pictures: each picture is told the answers about another one, and each answer is
    /// given once. What is told is then as plausible as before, but says nothing about the picture.
    /// </summary>
    /// <param name="dataset">The pictures that the answers are about.</param>
    /// <param name="seed">Decides who is told whose.</param>
    public ClassProbabilities Exchanged(CachedDataset dataset, int seed)
    {
        int[] rows = [.. dataset.Rows];
        int[] others = InOneCycle(rows, new Random(seed));
        float[][] exchanged = [.. _answers.Select(answers => new float[answers.Length])];
        for (int view = 0; view < Views; view++)
        {
            for (int place = 0; place < rows.Length; place++)
            {
                _answers[view].AsSpan(others[place] * Classes, Classes).CopyTo(exchanged[view].AsSpan(rows[place] * Classes));
            }
        }

        return new ClassProbabilities(exchanged, Classes);
    }

    /// <summary>The probabilities of a batch's pictures, <c>[N, C]</c>; of several answers the batch draws one.</summary>
    /// <param name="batch">The pictures.</param>
    /// <param name="withDoubt">Whether some are told nothing, or less than is known; the batch's draws decide which.</param>
    public Tensor Of(HostBatch batch, bool withDoubt = false)
    {
        Tensor tensor = empty(batch.Count, Classes);
        Span<float> target = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        for (int place = 0; place < batch.Count; place++)
        {
            float[] answers = _answers[batch.Draws[place] % Views];
            Span<float> told = target.Slice(place * Classes, Classes);
            answers.AsSpan(batch.Rows[place] * Classes, Classes).CopyTo(told);
            if (withDoubt)
            {
                Doubt(told, new Random(batch.Draws[place]));
            }
        }

        return tensor.to(ComputeDevice.Best);
    }

    /// <summary>Leaves probabilities as they are, mixes them with even ones, or takes them all away.</summary>
    private static void Doubt(Span<float> probabilities, Random random)
    {
        double draw = random.NextDouble();
        if (draw < AbsentPart)
        {
            probabilities.Clear();
        }
        else if (draw < AbsentPart + UnsurePart)
        {
            float even = random.NextSingle();
            TensorPrimitives.Multiply(probabilities, 1 - even, probabilities);
            TensorPrimitives.Add(probabilities, even / probabilities.Length, probabilities);
        }
    }

    /// <summary>
    /// A random permutation that leaves nothing in its place (Sattolo 1986, "An algorithm to generate a random cyclic permutation").
    /// </summary>
    private static int[] InOneCycle(int[] values, Random random)
    {
        int[] permuted = [.. values];
        for (int last = permuted.Length - 1; last > 0; last--)
        {
            int other = random.Next(last);
            (permuted[last], permuted[other]) = (permuted[other], permuted[last]);
        }

        return permuted;
    }
}
