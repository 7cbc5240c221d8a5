using System.Numerics.Tensors;
using Colorize.Models;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>
/// The networks of one model set, ready to run: a colorizer, and the classifier that the ensemble needs. It owns native
/// memory, and it runs one batch at a time.
/// </summary>
/// <param name="manifest">What the set is.</param>
/// <param name="colorizer">The ResNet, or the ensemble.</param>
/// <param name="classifier">AlexNet where the colorizer is the ensemble; otherwise <see langword="null"/>.</param>
/// <param name="maxBatch">The most photographs in a batch.</param>
internal sealed class LoadedModelSet(ModelManifest manifest, InferenceSession colorizer, InferenceSession? classifier, int maxBatch)
    : IDisposable
{
    private const int ClassesShown = 3;

    private readonly PinnedTensor _lightness = new(maxBatch, 1, NetworkContract.Size, NetworkContract.Size);
    private readonly PinnedTensor? _probabilities = classifier is null ? null : new(maxBatch, manifest.Classes.Count);
    private readonly PinnedTensor _chroma = new(maxBatch, 2, NetworkContract.Size, NetworkContract.Size);
    private readonly RunOptions _run = new();

    /// <summary>The version of the set.</summary>
    public string Version => manifest.Version;

    /// <summary>The colorizer in use.</summary>
    public Network Network => classifier is null ? Network.ResNet : Network.Ensemble;

    /// <summary>Whether the native memory has been given back.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Predicts the colour of a batch of photographs, each of 16,384 values of L*/100, in their order.</summary>
    public ChromaPrediction[] Predict(IReadOnlyList<ReadOnlyMemory<float>> photos)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        for (var index = 0; index < photos.Count; index++)
        {
            photos[index].Span.CopyTo(_lightness[index]);
        }

        RunNetworks(photos.Count);
        return [.. Enumerable.Range(0, photos.Count).Select(ToPrediction)];
    }

    public void Dispose()
    {
        IsDisposed = true;
        _run.Dispose();
        classifier?.Dispose();
        colorizer.Dispose();
    }

    private void RunNetworks(int batch)
    {
        using var lightness = _lightness.Take(batch);
        using var chroma = _chroma.Take(batch);
        if (classifier is null || _probabilities is null)
        {
            colorizer.Run(_run, [NetworkContract.Lightness], [lightness], [NetworkContract.Chroma], [chroma]);
            return;
        }

        using var probabilities = _probabilities.Take(batch);
        classifier.Run(_run, [NetworkContract.Lightness], [lightness], [NetworkContract.ClassProbabilities], [probabilities]);
        colorizer.Run(
            _run,
            [NetworkContract.Lightness, NetworkContract.ClassProbabilities],
            [lightness, probabilities],
            [NetworkContract.Chroma],
            [chroma]);
    }

    private ChromaPrediction ToPrediction(int index)
    {
        var ab = GC.AllocateUninitializedArray<float>(2 * NetworkContract.Pixels);
        TensorPrimitives.Multiply(_chroma[index], manifest.Normalization.ChromaScale, ab);
        TensorPrimitives.Subtract(ab, manifest.Normalization.ChromaOffset, ab);
        return new(manifest.Version, ab, _probabilities is null ? [] : BestOf(_probabilities[index]));
    }

    private ClassProbability[] BestOf(ReadOnlySpan<float> probabilities)
    {
        var values = probabilities.ToArray();
        return [.. manifest.Classes
            .Select((name, index) => new ClassProbability(name, values[index]))
            .OrderByDescending(candidate => candidate.Probability)
            .Take(ClassesShown)];
    }
}
