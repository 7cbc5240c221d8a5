using System.Runtime.InteropServices;
using Colorize.Trainer.Export.Format;
using Colorize.Trainer.Networks;
using Google.Protobuf;
using Google.Protobuf.Collections;
using static TorchSharp.torch;

namespace Colorize.Trainer.Weights;

/// <summary>
/// Reads a ResNet-18 that was trained on ImageNet out of its ONNX file, under torchvision's names. The file is that of
/// Microsoft.ML.DnnImageFeaturizer.ResNet18 (MIT), made with CNTK: it takes blue, green and red from 0 to 255 less their
/// means, and has a third block in layer4, which torchvision's lacks and which is left out.
/// </summary>
internal static class OnnxResNet18
{
    private const string Convolution = "Conv";
    private const string Normalization = "BatchNormalization";
    private const string StemConvolution = "conv1.weight";

    /// <summary>Blocks of each layer in the file, and of each layer that is taken.</summary>
    private static readonly int[] Blocks = [2, 2, 2, 3];

    /// <summary>Reads the convolutions and their batch norms; the tensors belong to the caller.</summary>
    /// <exception cref="TrainingException">The file is no such network.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        GraphProto graph = Parse(path);
        Dictionary<string, TensorProto> stored = graph.Initializer.ToDictionary(tensor => tensor.Name);
        NodeProto[] convolutions = [.. graph.Node.Where(node => node.OpType == Convolution)];
        NodeProto[] norms = [.. graph.Node.Where(node => node.OpType == Normalization)];
        (string Convolution, string Norm)[] names = [.. Names()];
        if (convolutions.Length != names.Length || norms.Length != names.Length)
        {
            throw new TrainingException(
                $"{path} has {convolutions.Length} convolutions and {norms.Length} batch norms; a ResNet-18 has {names.Length} of each.");
        }

        var tensors = new Dictionary<string, Tensor>();
        for (int index = 0; index < names.Length; index++)
        {
            tensors.Add(names[index].Convolution, ToTensor(stored[convolutions[index].Input[1]]));
            NodeProto norm = norms.Single(node => node.Input[0] == convolutions[index].Output[0]);
            foreach ((string part, int input) in new[] { ("weight", 1), ("bias", 2), ("running_mean", 3), ("running_var", 4) })
            {
                tensors.Add($"{names[index].Norm}.{part}", ToTensor(stored[norm.Input[input]]));
            }

            // The file does not count batches, and nothing that learns with a momentum asks.
            tensors.Add($"{names[index].Norm}.num_batches_tracked", tensor(0L).DetachFromDisposeScope());
        }

        ScaleToUnit(tensors[StemConvolution]);
        return tensors;
    }

    private static GraphProto Parse(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return ModelProto.Parser.ParseFrom(file).Graph;
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new TrainingException($"{path} is no ONNX file: {exception.Message}", exception);
        }
    }

    /// <summary>torchvision's names in the order of the file, where a shortcut's convolution stands before its block's two.</summary>
    private static IEnumerable<(string Convolution, string Norm)> Names()
    {
        yield return (StemConvolution, "bn1");
        for (int layer = 1; layer <= Blocks.Length; layer++)
        {
            for (int block = 0; block < Blocks[layer - 1]; block++)
            {
                string name = $"layer{layer}.{block}";
                if (layer > 1 && block == 0)
                {
                    yield return ($"{name}.downsample.0.weight", $"{name}.downsample.1");
                }

                yield return ($"{name}.conv1.weight", $"{name}.bn1");
                yield return ($"{name}.conv2.weight", $"{name}.bn2");
            }
        }
    }

    /// <summary>The first filters see values from 0 to 255 in the file, and normalized ones in the encoder.</summary>
    private static void ScaleToUnit(Tensor stem)
    {
        using IDisposable noGradient = no_grad();
        stem.mul_(byte.MaxValue * GrayEncoder.Deviation);
    }

    private static Tensor ToTensor(TensorProto stored)
    {
        RepeatedField<float> values = stored.FloatData;
        float[] numbers = values.Count > 0 ? [.. values] : MemoryMarshal.Cast<byte, float>(stored.RawData.Span).ToArray();
        return tensor(numbers).reshape([.. stored.Dims]).DetachFromDisposeScope();
    }
}
