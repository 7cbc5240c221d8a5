using System.Security.Cryptography;
using System.Text.Json;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Trainer.Training;

/// <summary>The files of a run in its folder: everything needed to go on (checkpoint) and the best weights so far.</summary>
internal sealed class Checkpoint(string folder)
{
    /// <summary>The file that a run goes on from.</summary>
    public const string LatestName = "checkpoint.safetensors";

    /// <summary>The file with the best weights so far.</summary>
    public const string BestName = "best.safetensors";

    private const string StateText = "state";
    private const string NetworkPrefix = "network.";
    private const string AveragePrefix = "average.";
    private const string MeanPrefix = "adam.mean.";
    private const string SquarePrefix = "adam.square.";

    /// <summary>The file that the run goes on from.</summary>
    public string LatestPath => Path.Combine(folder, LatestName);

    /// <summary>The file with the best weights so far, by their names in the network.</summary>
    public string BestPath => Path.Combine(folder, BestName);

    /// <summary>The network as a set has published it, where the best weights are the set's; it is published again as it is.</summary>
    public string PublishedPath => Path.Combine(folder, "published.onnx");

    /// <summary>What storing <see cref="PublishedPath"/> in 8 bits changed, where it is.</summary>
    public string PublishedRoundingPath => Path.Combine(folder, "published.json");

    /// <summary>Writes everything that the next epoch starts from.</summary>
    /// <exception cref="TrainingException">There is no room for it; the checkpoint before is as it was.</exception>
    public void Save(TrainingState state, nn.Module network, WeightAverage? average, AdamOptimizer optimizer)
    {
        var tensors = new Dictionary<string, Tensor>();
        Add(tensors, NetworkPrefix, StateDict.Of(network));
        if (average is not null)
        {
            Add(tensors, AveragePrefix, average.Weights);
        }

        Add(tensors, MeanPrefix, optimizer.Means);
        Add(tensors, SquarePrefix, optimizer.Squares);
        Write(LatestPath, state, tensors);
    }

    /// <summary>Writes weights as the best so far.</summary>
    /// <exception cref="TrainingException">There is no room for them; the files before are as they were.</exception>
    public void SaveBest(TrainingState state, IReadOnlyDictionary<string, Tensor> weights)
    {
        File.Delete(PublishedPath);
        File.Delete(PublishedRoundingPath);
        Write(BestPath, state, weights);
    }

    /// <summary>Restores a run; null if there is nothing to restore.</summary>
    /// <exception cref="TrainingException">The files are damaged or do not fit the network.</exception>
    public TrainingState? TryLoad(nn.Module network, WeightAverage? average, AdamOptimizer optimizer)
    {
        if (!File.Exists(LatestPath))
        {
            return null;
        }

        using SafetensorsFile file = SafetensorsFile.Read(LatestPath);
        TrainingState state = ReadState(file.Metadata, LatestPath);
        using IDisposable noGradient = no_grad();
        Copy(file, NetworkPrefix, StateDict.Of(network));
        if (average is not null)
        {
            Copy(file, AveragePrefix, average.Weights);
        }

        Copy(file, MeanPrefix, optimizer.Means);
        Copy(file, SquarePrefix, optimizer.Squares);
        return state;
    }

    /// <summary>Deletes what only a run that is not over needs.</summary>
    public void DeleteLatest() => File.Delete(LatestPath);

    /// <summary>Puts weights written by <see cref="SaveBest"/> into a network and tells how they came to be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network, or a part of the one that was trained.</param>
    /// <param name="part">What the names of the part's weights begin with in the file.</param>
    public static TrainingState LoadWeights(string path, nn.Module network, string part = "")
    {
        using SafetensorsFile file = SafetensorsFile.Read(path);
        TrainingState state = ReadState(file.Metadata, path);
        using IDisposable noGradient = no_grad();
        Copy(file, part, StateDict.Of(network));
        return state;
    }

    /// <summary>Reads how a file's weights came to be.</summary>
    /// <exception cref="TrainingException">The file is damaged, or was not written by this trainer.</exception>
    public static TrainingState ReadState(string path)
    {
        using FileStream file = File.OpenRead(path);
        return ReadState(file, path);
    }

    /// <summary>Reads how the weights in a file, of which only the beginning is asked for, came to be.</summary>
    /// <exception cref="TrainingException">The file is damaged, or was not written by this trainer.</exception>
    public static TrainingState ReadState(Stream file, string name) => ReadState(SafetensorsFile.ReadMetadata(file, name), name);

    /// <summary>The digest of a file of weights: another for any other weights.</summary>
    public static string DigestOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static TrainingState ReadState(IReadOnlyDictionary<string, string> metadata, string path)
    {
        if (!metadata.TryGetValue(StateText, out string? text))
        {
            throw new TrainingException($"{path} was not written by this trainer: it does not say how its weights were trained.");
        }

        try
        {
            return JsonSerializer.Deserialize(text, TrainingStateJson.Default.TrainingState) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new TrainingException(
                $"{path} is damaged: how its weights were trained cannot be read. Delete it, and give the same command: it begins anew.",
                exception);
        }
    }

    private static void Write(string path, TrainingState state, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var metadata =
            new Dictionary<string, string> { [StateText] = JsonSerializer.Serialize(state, TrainingStateJson.Default.TrainingState) };
        try
        {
            SafetensorsFile.Write(path, tensors, metadata);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = DiskFull.Is(exception) ? "the disk is full. Make room" : $"{exception.Message} Mend that";
            throw new TrainingException(
                $"{path} cannot be written: {reason}, and give the same command: it goes on from the one before.", exception);
        }
    }

    private static void Add(Dictionary<string, Tensor> tensors, string prefix, IReadOnlyDictionary<string, Tensor> weights)
    {
        foreach ((string name, Tensor weight) in weights)
        {
            tensors.Add(prefix + name, weight);
        }
    }

    private static void Copy(SafetensorsFile file, string prefix, IReadOnlyDictionary<string, Tensor> weights)
    {
        foreach ((string name, Tensor weight) in weights)
        {
            if (!file.Tensors.TryGetValue(prefix + name, out Tensor? saved) || !saved.shape.SequenceEqual(weight.shape))
            {
                throw new TrainingException($"The saved weights have no {name} of the shape that the network needs.");
            }

            weight.copy_(saved);
        }
    }
}
