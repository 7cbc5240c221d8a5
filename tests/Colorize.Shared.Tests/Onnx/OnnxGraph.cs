using System.Runtime.InteropServices;
using Colorize.Models;

namespace Colorize.Tests.Onnx;

/// <summary>Builds an ONNX file node by node; the numbers are the field numbers of onnx.proto.</summary>
internal sealed class OnnxGraph
{
    private const int Float32 = 1;
    private const int Int64 = 7;
    private const int IntsAttribute = 7;
    private const int IrVersion = 8;

    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, "test");

    public OnnxGraph Input(TensorSpec tensor)
    {
        _graph.Message(11, ValueInfo(tensor));
        return this;
    }

    public OnnxGraph Output(TensorSpec tensor)
    {
        _graph.Message(12, ValueInfo(tensor));
        return this;
    }

    public OnnxGraph Weights(string name, int[] shape, float[] values) =>
        Initializer(name, shape, Float32, MemoryMarshal.AsBytes<float>(values));

    public OnnxGraph Integers(string name, long[] values) => Initializer(name, [values.Length], Int64, MemoryMarshal.AsBytes<long>(values));

    public OnnxGraph Node(string type, string[] inputs, string output, params (string Name, long[] Values)[] attributes)
    {
        ProtobufWriter node = new();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(4, type);
        foreach ((string name, long[] values) in attributes)
        {
            ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
            foreach (long value in values)
            {
                attribute.Number(8, value);
            }

            node.Message(5, attribute.Number(20, IntsAttribute));
        }

        _graph.Message(1, node);
        return this;
    }

    public byte[] ToOnnx() => new ProtobufWriter()
        .Number(1, IrVersion)
        .Message(7, _graph)
        .Message(8, new ProtobufWriter().Text(1, "").Number(2, NetworkContract.Opset))
        .ToArray();

    private OnnxGraph Initializer(string name, int[] shape, int type, ReadOnlySpan<byte> values)
    {
        ProtobufWriter tensor = new();
        foreach (int size in shape)
        {
            tensor.Number(1, size);
        }

        _graph.Message(5, tensor.Number(2, type).Text(8, name).Bytes(9, values));
        return this;
    }

    private static ProtobufWriter ValueInfo(TensorSpec tensor)
    {
        ProtobufWriter shape = new();
        foreach (int size in tensor.Shape)
        {
            shape.Message(1, size == NetworkContract.AnyBatch ? new ProtobufWriter().Text(2, "N") : new ProtobufWriter().Number(1, size));
        }

        ProtobufWriter type = new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, Float32).Message(2, shape));
        return new ProtobufWriter().Text(1, tensor.Name).Message(2, type);
    }
}
