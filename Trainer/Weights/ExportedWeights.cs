using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Colorize.Trainer.Export.Format;
using Google.Protobuf;
using DataType = Colorize.Trainer.Export.Format.TensorProto.Types.DataType;

namespace Colorize.Trainer.Weights;

/// <summary>Reads the layers back out of an ONNX file that this trainer has exported, in float32, float16 or 8 bits.</summary>
internal sealed class ExportedWeights
{
    private const string Dequantize = "DequantizeLinear";
    private const string Cast = "Cast";

    /// <summary>Operators that have weights and a bias.</summary>
    private static readonly string[] Layered = ["Conv", "Gemm"];

    private readonly Dictionary<string, TensorProto> _constants;
    private readonly Dictionary<string, NodeProto> _producers;

    private ExportedWeights(GraphProto graph)
    {
        _constants = graph.Initializer.ToDictionary(tensor => tensor.Name);
        _producers = graph.Node.ToDictionary(node => node.Output[0]);
    }

    /// <summary>Reads a file's layers in the order in which they run.</summary>
    /// <param name="onnx">The file; its set has been checked (<see cref="Models.OnnxValidator"/>).</param>
    /// <exception cref="InvalidProtocolBufferException">It is no ONNX file.</exception>
    public static IReadOnlyList<ExportedLayer> LayersOf(byte[] onnx)
    {
        GraphProto graph = ModelProto.Parser.ParseFrom(onnx).Graph;
        var network = new ExportedWeights(graph);
        return [.. graph.Node.Where(node => Layered.Contains(node.OpType)).Select(network.LayerOf)];
    }

    private ExportedLayer LayerOf(NodeProto node)
    {
        (float[] kernel, long[] shape) = ValuesOf(node.Input[1]);
        return new ExportedLayer(new Export.Weights(kernel, shape), ValuesOf(node.Input[2]).Values);
    }

    private (float[] Values, long[] Shape) ValuesOf(string name)
    {
        if (_constants.TryGetValue(name, out TensorProto? constant))
        {
            return (ToFloats(constant), [.. constant.Dims]);
        }

        NodeProto producer = _producers[name];
        (float[] stored, long[] shape) = ValuesOf(producer.Input[0]);
        switch (producer.OpType)
        {
            case Cast:
                return (stored, shape);
            case Dequantize:
                Restore(stored, ToFloats(_constants[producer.Input[1]]));
                return (stored, shape);
            default:
                throw new TrainingException($"The weights {name} come out of {producer.OpType}, which this trainer does not write.");
        }
    }

    /// <summary>Multiplies each output channel by its scale; exported weights have no zero point.</summary>
    private static void Restore(float[] stored, float[] scales)
    {
        int perOutput = stored.Length / scales.Length;
        for (int output = 0; output < scales.Length; output++)
        {
            Span<float> channel = stored.AsSpan(output * perOutput, perOutput);
            TensorPrimitives.Multiply(channel, scales[output], channel);
        }
    }

    private static float[] ToFloats(TensorProto tensor)
    {
        ReadOnlySpan<byte> bytes = tensor.RawData.Span;
        switch ((DataType)tensor.DataType)
        {
            case DataType.Float:
                return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
            case DataType.Float16:
                return Converted<Half>(bytes);
            case DataType.Int8:
                return Converted<sbyte>(bytes);
            case DataType.Int32:
                return Converted<int>(bytes);
            default:
                throw new TrainingException($"The weights {tensor.Name} are of a type that this trainer does not write.");
        }
    }

    private static float[] Converted<T>(ReadOnlySpan<byte> bytes)
        where T : struct, System.Numerics.INumberBase<T>
    {
        ReadOnlySpan<T> stored = MemoryMarshal.Cast<byte, T>(bytes);
        float[] values = new float[stored.Length];
        TensorPrimitives.ConvertTruncating(stored, values);
        return values;
    }
}
