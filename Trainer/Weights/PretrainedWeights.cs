using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>Starts a network from weights that were trained on colour photographs.</summary>
internal static class PretrainedWeights
{
    /// <summary>How the lines end of tensors that are taken as they are.</summary>
    public const string Taken = ": taken";

    private const int ColorChannels = 3;

    /// <summary>
    /// Copies every tensor that has a namesake of the same shape. The filters of a first convolution on red, green and
    /// blue are summed to one channel; a last layer for another number of classes starts anew.
    /// </summary>
    /// <param name="path">A state dict in PyTorch's zip format or in safetensors, or the ONNX file of <see cref="OnnxResNet18"/>.</param>
    /// <param name="network">The network, with the names of the state dict.</param>
    /// <returns>A line for each tensor of the network that says what became of it.</returns>
    /// <exception cref="TrainingException">The file cannot be read, or none of its tensors fits.</exception>
    public static IReadOnlyList<string> Load(string path, nn.Module network)
    {
        Dictionary<string, Tensor> saved = Read(path);
        try
        {
            using IDisposable scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            List<(string Line, bool Taken)> report = [.. StateDict.Of(network).Select(pair => Take(pair.Key, pair.Value, saved))];
            return report.Exists(entry => entry.Taken)
                ? [.. report.Select(entry => entry.Line)]
                : throw new TrainingException(
                    $"{path} has no tensor that fits; it holds {string.Join(", ", saved.Keys.Take(3).Select(Quotation.Of))} and so on.");
        }
        finally
        {
            foreach (Tensor tensor in saved.Values)
            {
                tensor.Dispose();
            }
        }
    }

    private static (string Line, bool Taken) Take(string name, Tensor target, Dictionary<string, Tensor> saved)
    {
        string shape = $"[{string.Join(", ", target.shape)}]";
        if (!saved.TryGetValue(name, out Tensor? source))
        {
            return ($"{name} {shape}: not in the file, starts anew", false);
        }

        if (source.shape.SequenceEqual(target.shape))
        {
            target.copy_(source);
            return ($"{name} {shape}{Taken}", true);
        }

        if (IsColorFilter(source, target))
        {
            target.copy_(source.sum(1, keepdim: true));
            return ($"{name} {shape}: taken, its colour channels summed to one", true);
        }

        return ($"{name} {shape}: [{string.Join(", ", source.shape)}] in the file, starts anew", false);
    }

    private static bool IsColorFilter(Tensor source, Tensor target) =>
        source.dim() == 4 && target.dim() == 4 && source.shape[1] == ColorChannels && target.shape[1] == 1
        && source.shape[0] == target.shape[0] && source.shape.AsSpan(2).SequenceEqual(target.shape.AsSpan(2));

    private static Dictionary<string, Tensor> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new TrainingException($"There is no file {path} with weights.");
        }

        byte[] start = new byte[4];
        using (FileStream file = File.OpenRead(path))
        {
            file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }

        if (start.AsSpan().StartsWith("PK"u8))
        {
            return StateDictFile.Read(path);
        }

        if (start.AsSpan().SequenceEqual(StateDictFile.OldFormat))
        {
            throw new TrainingException(
                $"{path} has the format of PyTorch before 1.6. Write it anew with a later one: torch.save(torch.load(old), new).");
        }

        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            return OnnxResNet18.Read(path);
        }

        return SafetensorsFile.Read(path).Tensors.ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
