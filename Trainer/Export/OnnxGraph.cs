using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Colorize.Models;
using Colorize.Trainer.Export.Format;
using Google.Protobuf;
using static Colorize.Trainer.Export.Format.AttributeProto.Types;
using DataType = Colorize.Trainer.Export.Format.TensorProto.Types.DataType;

namespace Colorize.Trainer.Export;

/// <summary>
/// Builds an ONNX graph operator by operator. Each method adds one and answers the name of its result. Operators and
/// attributes are those of github.com/onnx/onnx/blob/main/docs/Operators.md for the operator set of the contract.
/// </summary>
internal sealed class OnnxGraph(Network network, WeightPrecision precision)
{
    private const int IrVersion = 8;
    private const string Batch = "N";

    /// <summary>
    /// Fewer weights stay float32: they would save nothing. The first convolution is among them, whose rounding moves the
    /// answers most: in AlexNet by 0.002, where all other layers together stay below 0.001.
    /// </summary>
    private const int MinRounded = 16_384;

    private readonly GraphProto _graph = new() { Name = network.Name() };

    public string Input(TensorSpec spec)
    {
        _graph.Input.Add(ToValueInfo(spec));
        return spec.Name;
    }

    public void Output(TensorSpec spec, string value)
    {
        Add("Identity", spec.Name, [value]);
        _graph.Output.Add(ToValueInfo(spec));
    }

    public string Convolution(string label, string input, FoldedConvolution convolution, long stride, long padding) =>
        Add(
            "Conv",
            label,
            [input, Stored(label + ".weight", convolution.Kernel), Exact(label + ".bias", convolution.Bias)],
            Integers("kernel_shape", convolution.Kernel.Shape[2], convolution.Kernel.Shape[3]),
            Integers("strides", stride, stride),
            Integers("pads", padding, padding, padding, padding));

    public string Relu(string label, string input) => Add("Relu", label, [input]);

    public string Sum(string label, string left, string right) => Add("Add", label, [left, right]);

    public string Product(string label, string left, string right) => Add("Mul", label, [left, right]);

    public string Quotient(string label, string left, string right) => Add("Div", label, [left, right]);

    public string Exponential(string label, string input) => Add("Exp", label, [input]);

    /// <summary>Values between two numbers.</summary>
    public string Limit(string label, string input, float least, float greatest) =>
        Add(
            "Clip",
            label,
            [input, Exact(label + ".least", new Weights([least], [])), Exact(label + ".greatest", new Weights([greatest], []))]);

    /// <summary>Some neighbouring channels: from the first, up to but without the last.</summary>
    public string Channels(string label, string input, long first, long last) => Add(
        "Slice",
        label,
        [input, Integers64(label + ".starts", [first]), Integers64(label + ".ends", [last]), Integers64(label + ".axes", [1])]);

    /// <summary>Adds a number to every value.</summary>
    public string Shift(string label, string input, float number) =>
        Add("Add", label, [input, Exact(label + ".by", new Weights([number], [1]))]);

    /// <summary>Multiplies every value by a number.</summary>
    public string Scale(string label, string input, float number) =>
        Add("Mul", label, [input, Exact(label + ".by", new Weights([number], [1]))]);

    public string MaxPool(string label, string input, long size, long stride, long padding) => Add(
        "MaxPool",
        label,
        [input],
        Integers("kernel_shape", size, size),
        Integers("strides", stride, stride),
        Integers("pads", padding, padding, padding, padding));

    /// <summary>Doubles width and height by repeating each value.</summary>
    public string Double(string label, string input) => Add(
        "Resize",
        label,
        [input, string.Empty, Exact(label + ".scales", new Weights([1, 1, 2, 2], [4]))],
        Text("mode", "nearest"),
        Text("coordinate_transformation_mode", "asymmetric"),
        Text("nearest_mode", "floor"));

    /// <summary>Doubles width and height, bilinearly between the pixels' centres.</summary>
    public string DoubleSmoothly(string label, string input) => Add(
        "Resize",
        label,
        [input, string.Empty, Exact(label + ".scales", new Weights([1, 1, 2, 2], [4]))],
        Text("mode", "linear"),
        Text("coordinate_transformation_mode", "half_pixel"));

    /// <summary>Joins values along the channels.</summary>
    public string Concatenate(string label, params IEnumerable<string> values) => Add("Concat", label, values, Integer("axis", 1));

    /// <summary>Repeats <c>[N, C]</c> over a plane: <c>[N, C, side, side]</c>.</summary>
    public string Tile(string label, string input, long channels, long side)
    {
        string pixels = Add("Unsqueeze", label + ".pixel", [input, Integers64(label + ".axes", [2, 3])]);
        return Add("Expand", label, [pixels, Integers64(label + ".shape", [1, channels, side, side])]);
    }

    /// <summary>Spreads a number for each picture, <c>[N, 1, 1, 1]</c>, over a plane: <c>[N, 1, side, side]</c>.</summary>
    public string Spread(string label, string input, long side) =>
        Add("Expand", label, [input, Integers64(label + ".shape", [1, 1, side, side])]);

    /// <summary>Gives a number for each picture, <c>[N]</c>, the shape of a plane's pixel: <c>[N, 1, 1, 1]</c>.</summary>
    public string AtEveryPlace(string label, string input) => Add("Unsqueeze", label, [input, Integers64(label + ".axes", [1, 2, 3])]);

    public string Flatten(string label, string input) => Add("Flatten", label, [input], Integer("axis", 1));

    /// <summary>A linear layer whose weights are laid out <c>[outputs, inputs]</c>, as in PyTorch.</summary>
    public string Linear(string label, string input, Weights weights, Weights bias) => Add(
        "Gemm", label, [input, Stored(label + ".weight", weights), Exact(label + ".bias", bias)], Integer("transB", 1));

    public string Softmax(string label, string input) => Add("Softmax", label, [input], Integer("axis", 1));

    /// <summary>The finished file.</summary>
    public byte[] ToFile() => new ModelProto
    {
        IrVersion = IrVersion,
        ProducerName = "Colorize",
        ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3),
        Graph = _graph,
        OpsetImport = { new OperatorSetIdProto { Version = NetworkContract.Opset } },
    }.ToByteArray();

    private string Add(string operation, string label, IEnumerable<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = label, Input = { inputs }, Output = { label } };
        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        _graph.Node.Add(node);
        return label;
    }

    /// <summary>
    /// Adds weights in the precision asked for, if they are many; float16 is cast back, which runtimes do once when they load.
    /// </summary>
    private string Stored(string label, Weights weights)
    {
        if (precision == WeightPrecision.Float32 || weights.Values.Length < MinRounded)
        {
            return Exact(label, weights);
        }

        var halves = new Half[weights.Values.Length];
        TensorPrimitives.ConvertToHalf(weights.Values, halves);
        string stored = Initializer(label + ".float16", DataType.Float16, MemoryMarshal.AsBytes<Half>(halves), weights.Shape);
        return Add("Cast", label, [stored], Integer("to", (long)DataType.Float));
    }

    private string Exact(string label, Weights weights) =>
        Initializer(label, DataType.Float, MemoryMarshal.AsBytes<float>(weights.Values), weights.Shape);

    private string Integers64(string label, long[] values) =>
        Initializer(label, DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    private string Initializer(string label, DataType type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        _graph.Initializer.Add(
            new TensorProto { Name = label, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom(bytes) });
        return label;
    }

    private static ValueInfoProto ToValueInfo(TensorSpec spec)
    {
        IEnumerable<TensorShapeProto.Types.Dimension> dimensions = spec.Shape.Select(length =>
            length == NetworkContract.AnyBatch
                ? new TensorShapeProto.Types.Dimension { DimParam = Batch }
                : new TensorShapeProto.Types.Dimension { DimValue = length });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = new TensorShapeProto { Dim = { dimensions } } };
        return new ValueInfoProto { Name = spec.Name, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    private static AttributeProto Integers(string name, params long[] values) =>
        new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    private static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };
}
