using System.Numerics.Tensors;
using Colorize.Models;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>
/// The networks of one model set, ready to run: a colorizer, and the classifier that names the scene. It owns native
/// memory, and it runs one batch at a time.
/// </summary>
/// <param name="manifest">What the set is.</param>
/// <param name="network">Which colorizer it is: the ResNet, or the ensemble.</param>
/// <param name="colorizer">The colorizer.</param>
/// <param name="classifier">AlexNet, where the set has it; the ensemble needs it.</param>
/// <param name="maxBatch">The most photographs in a batch.</param>
internal sealed class LoadedModelSet(
    ModelManifest manifest, Network network, InferenceSession colorizer, InferenceSession? classifier, int maxBatch) : IDisposable
{
    private const int ClassesShown = 3;

    private readonly PinnedTensor _lightness = new(maxBatch, 1, NetworkContract.Size, NetworkContract.Size);
    private readonly PinnedTensor? _probabilities = classifier is null ? null : new(maxBatch, manifest.Classes.Count);
    private readonly PinnedTensor _chroma = new(maxBatch, 2, NetworkContract.Size, NetworkContract.Size);
    private readonly RunOptions _run = new();

    /// <summary>The version of the set.</summary>
    public string Version => manifest.Version;

    /// <summary>The colorizer in use.</summary>
    public Network Network => network;

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
        using var probabilities = _probabilities?.Take(batch);
        if (probabilities is not null)
        {
            classifier!.Run(_run, [NetworkContract.Lightness], [lightness], [NetworkContract.ClassProbabilities], [probabilities]);
        }

        (string[] names, OrtValue[] inputs) = network == Network.Ensemble
            ? ([NetworkContract.Lightness, NetworkContract.ClassProbabilities], [lightness, probabilities!])
            : (new[] { NetworkContract.Lightness }, new[] { lightness });
        colorizer.Run(_run, names, inputs, [NetworkContract.Chroma], [chroma]);
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
