using System.Runtime.InteropServices;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>
/// What the frozen classifier says about every picture of a dataset. It is asked once, about the whole picture; crops
/// and flips do not change what a picture shows.
/// </summary>
internal sealed class ClassProbabilities
{
    private const int BatchSize = 64;

    private readonly float[] _values;

    private ClassProbabilities(float[] values, int classes)
    {
        _values = values;
        Classes = classes;
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>Asks a classifier.</summary>
    /// <param name="classifier">The classifier; its logits are turned into probabilities.</param>
    /// <param name="dataset">The pictures.</param>
    /// <param name="oneHot">Whether the most probable class counts as certain.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ClassProbabilities Ask(AlexNetGray classifier, CachedDataset dataset, bool oneHot, CancellationToken cancellationToken)
    {
        int classes = dataset.ClassNames.Count;
        var values = new float[(dataset.Rows.Max() + 1) * classes];
        classifier.to(ComputeDevice.Best);
        classifier.eval();
        using IDisposable noGradient = no_grad();
        foreach (HostBatch batch in new BatchReader(dataset, BatchSize).Read(dataset.Rows, augmentation: null, seed: 0, cancellationToken))
        {
            using IDisposable scope = NewDisposeScope();
            Tensor logits = classifier.forward(TrainingObjective.Lightness(batch));
            Tensor answer = oneHot ? nn.functional.one_hot(logits.argmax(1), classes).to(ScalarType.Float32) : logits.softmax(1);
            ReadOnlySpan<float> answers = TensorMemory.Of(answer.cpu());
            for (int place = 0; place < batch.Count; place++)
            {
                answers.Slice(place * classes, classes).CopyTo(values.AsSpan(batch.Rows[place] * classes));
            }
        }

        return new ClassProbabilities(values, classes);
    }

    /// <summary>The probabilities of a batch's pictures, <c>[N, C]</c>.</summary>
    public Tensor Of(HostBatch batch)
    {
        Tensor tensor = empty(batch.Count, Classes);
        Span<float> target = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        for (int place = 0; place < batch.Count; place++)
        {
            _values.AsSpan(batch.Rows[place] * Classes, Classes).CopyTo(target[(place * Classes)..]);
        }

        return tensor.to(ComputeDevice.Best);
    }
}
