using System.Collections.Frozen;

namespace Colorize.Models;

/// <summary>
/// The ONNX operators that a network's file may have: those that the trainer's exporter writes, and no other. None of them reads a file,
/// runs a graph of its own, or repeats. Whoever teaches the exporter a new operator adds it here.
/// </summary>
public static class NetworkOperators
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        // Layers.
        "AveragePool", "Conv", "ConvTranspose", "Flatten", "Gemm", "GlobalAveragePool", "MatMul", "MaxPool", "Relu", "Resize", "Sigmoid",
        "Softmax",

        // Arithmetic.
        "Add", "Clip", "Div", "Exp", "Log", "Mul", "Pow", "ReduceMax", "ReduceMean", "ReduceSum", "Sqrt", "Sub", "Sum",

        // Shapes.
        "Concat", "Expand", "Gather", "Identity", "Pad", "Reshape", "Slice", "Squeeze", "Transpose", "Unsqueeze",

        // Precision of the weights.
        "Cast", "DequantizeLinear", "QuantizeLinear",
    ]);

    /// <summary>Whether a network may have an operator of this name.</summary>
    public static bool Contains(ReadOnlySpan<char> name) => Names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
}
