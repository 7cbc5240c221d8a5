using System.Numerics.Tensors;
using Colorize.Models;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Inference;

/// <summary>
/// The networks of one model set, ready to run: its colorizers, and the classifier that names the scene. It owns native
/// memory, and it runs one batch at a time.
/// </summary>
/// <param name="manifest">What the set is.</param>
/// <param name="first">The colorizer for photographs that ask for none.</param>
/// <param name="sessions">The colorizers and, where the set has it, AlexNet.</param>
/// <param name="vividness">How vivid photographs become that ask for nothing, 0 to 1.</param>
/// <param name="sizes">The sizes that batches have.</param>
internal sealed class LoadedModelSet(
    ModelManifest manifest, Network first, IReadOnlyDictionary<Network, InferenceSession> sessions, float vividness, BatchSizes sizes)
    : IDisposable
{
    private const int ClassesShown = 3;

    private readonly InferenceSession? _classifier = sessions.GetValueOrDefault(Network.AlexNet);
    private readonly PinnedTensor _lightness = new(sizes.Max, 1, NetworkContract.Size, NetworkContract.Size);
    private readonly PinnedTensor? _probabilities = sessions.ContainsKey(Network.AlexNet) ? new(sizes.Max, manifest.Classes.Count) : null;
    private readonly PinnedTensor _vividness = new(sizes.Max);
    private readonly PinnedTensor _chroma = new(sizes.Max, 2, NetworkContract.Size, NetworkContract.Size);
    private readonly RunOptions _run = new();
    private volatile int _failuresInARow;

    /// <summary>The version of the set.</summary>
    public string Version => manifest.Version;

    /// <summary>The colorizer for photographs that ask for none.</summary>
    public Network Network => first;

    /// <summary>The colorizers that photographs can ask for.</summary>
    public IEnumerable<Network> Colorizers => sessions.Keys.Where(network => network != Network.AlexNet);

    /// <summary>Photographs that the networks have failed for since they last coloured one.</summary>
    public int FailuresInARow => _failuresInARow;

    /// <summary>Whether the native memory has been given back.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Predicts the colour of a batch of photographs; the answers are in their order.</summary>
    /// <exception cref="OnnxRuntimeException">The networks fail.</exception>
    /// <exception cref="ModelSetException">The networks answer with values that are not numbers.</exception>
    public ChromaPrediction[] Predict(IReadOnlyList<PhotoInput> photos)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        try
        {
            ChromaPrediction[] answers = PredictByNetwork(photos);
            _failuresInARow = 0;
            return answers;
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or ModelSetException)
        {
            _failuresInARow += photos.Count;
            throw;
        }
    }

    /// <summary>
    /// Ends what the networks compute, at the next operator, with an <see cref="OnnxRuntimeException"/>; they do not run again.
    /// </summary>
    public void Terminate() => _run.Terminate = true;

    public void Dispose()
    {
        IsDisposed = true;
        _run.Dispose();
        foreach (InferenceSession session in sessions.Values)
        {
            session.Dispose();
        }
    }

    private ChromaPrediction[] PredictByNetwork(IReadOnlyList<PhotoInput> photos)
    {
        var answers = new ChromaPrediction[photos.Count];
        foreach (IGrouping<Network, int> group in Enumerable.Range(0, photos.Count).GroupBy(index => NetworkFor(photos[index].Preferences)))
        {
            // A batch that was gathered for CUDA may find that CUDA has been given up.
            foreach (int[] part in group.Chunk(sizes.Max))
            {
                Predict(group.Key, part, photos, answers);
            }
        }

        return answers;
    }

    private Network NetworkFor(ColorPreferences preferences) =>
        preferences.Network is { } asked && asked != Network.AlexNet && sessions.ContainsKey(asked) ? asked : first;

    /// <summary>Takes the photographs with these indexes through one colorizer.</summary>
    private void Predict(Network network, int[] indexes, IReadOnlyList<PhotoInput> photos, ChromaPrediction[] answers)
    {
        for (int place = 0; place < indexes.Length; place++)
        {
            PhotoInput photo = photos[indexes[place]];
            photo.Lightness.Span.CopyTo(_lightness[place]);
            _vividness[place][0] = photo.Preferences.Vividness ?? vividness;
        }

        Run(network, sizes.For(indexes.Length));
        for (int place = 0; place < indexes.Length; place++)
        {
            answers[indexes[place]] = ToPrediction(network, place);
        }
    }

    private void Run(Network network, int batch)
    {
        using OrtValue lightness = _lightness.Take(batch);
        using OrtValue chroma = _chroma.Take(batch);
        using OrtValue strength = _vividness.Take(batch);
        using OrtValue? probabilities = _probabilities?.Take(batch);
        if (probabilities is not null)
        {
            _classifier!.Run(_run, [NetworkContract.Lightness], [lightness], [NetworkContract.ClassProbabilities], [probabilities]);
        }

        IReadOnlyList<TensorSpec> inputs = NetworkContract.Of(network, manifest.Classes.Count).Inputs;
        OrtValue[] values = [.. inputs.Select(input => input.Name switch
        {
            NetworkContract.ClassProbabilities => probabilities!,
            NetworkContract.Vividness => strength,
            _ => lightness,
        })];
        sessions[network].Run(_run, [.. inputs.Select(input => input.Name)], values, [NetworkContract.Chroma], [chroma]);
    }

    private ChromaPrediction ToPrediction(Network network, int place)
    {
        float[] ab = GC.AllocateUninitializedArray<float>(2 * NetworkContract.Pixels);
        TensorPrimitives.Multiply(_chroma[place], manifest.Normalization.ChromaScale, ab);
        TensorPrimitives.Subtract(ab, manifest.Normalization.ChromaOffset, ab);
        if (!TensorPrimitives.IsFiniteAll<float>(ab))
        {
            throw new ModelSetException(
                ModelPaths.Manifest(Version), $"its {network} answers with values that are not numbers. Train it again.");
        }

        return new ChromaPrediction(
            manifest.Version,
            ab,
            _probabilities is null ? [] : BestOf(_probabilities[place]),
            network,
            network == Network.UNet ? _vividness[place][0] : null,
            manifest.ClassThreshold);
    }

    private ClassProbability[] BestOf(ReadOnlySpan<float> probabilities)
    {
        float[] values = probabilities.ToArray();
        return [.. manifest.Classes
            .Select((name, index) => new ClassProbability(name, values[index]))
            .OrderByDescending(candidate => candidate.Probability)
            .Take(ClassesShown)];
    }
}
