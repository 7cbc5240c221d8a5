using System.Collections.Frozen;
using System.Text;

namespace Colorize.Models;

/// <summary>
/// What a graph computes from its weights alone. ONNX Runtime does that while it loads a file, in memory that no setting bounds, so only
/// operators that make no more values than they take may be there, and all of them together make no more values than the file has bytes.
/// </summary>
/// <param name="path">Where the file was read from, for the message.</param>
/// <param name="fileBytes">How long it is.</param>
internal sealed class OnnxConstants(string path, long fileBytes)
{
    private static readonly FrozenSet<string> Rewriting = FrozenSet.ToFrozenSet(
        ["Cast", "DequantizeLinear", "Flatten", "Identity", "QuantizeLinear", "Reshape", "Squeeze", "Transpose", "Unsqueeze"]);

    // By the name of each constant, how many values it has.
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal) { string.Empty };
    private long _computed;

    /// <summary>Takes an input of the graph (ValueInfoProto).</summary>
    public void AddInput(ReadOnlySpan<byte> bytes)
    {
        ProtobufReader input = new(bytes);
        while (input.Next())
        {
            if (input.Field == 1)
            {
                _known.Add(Encoding.UTF8.GetString(input.Bytes));
            }
        }
    }

    /// <summary>Takes weights (TensorProto).</summary>
    /// <exception cref="ModelSetException">They claim more values than the file can hold.</exception>
    public void AddWeights(ReadOnlySpan<byte> bytes)
    {
        string name = string.Empty;
        UInt128 values = 1;
        ProtobufReader tensor = new(bytes);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1 when tensor.Bytes.IsEmpty:
                    values = Multiply(values, tensor.Number);
                    break;
                case 1:
                    ProtobufReader packed = new(tensor.Bytes);
                    while (packed.NextVarint(out ulong side))
                    {
                        values = Multiply(values, side);
                    }

                    break;
                case 8:
                    name = Encoding.UTF8.GetString(tensor.Bytes);
                    break;
            }
        }

        _known.Add(name);
        _values[name] = (long)values;
    }

    /// <summary>Takes the next node.</summary>
    /// <param name="type">Its operator.</param>
    /// <param name="inputs">The values that it takes.</param>
    /// <param name="outputs">The values that it gives.</param>
    /// <exception cref="ModelSetException">It computes with weights alone, and what it makes is not bounded.</exception>
    public void AddNode(string type, List<string> inputs, List<string> outputs)
    {
        if (inputs.Find(input => !_known.Contains(input)) is { } unknown)
        {
            throw new ModelSetException(path, $"its nodes are in disorder: {PlainName.Quote(unknown)} is used before it is made.");
        }

        _known.UnionWith(outputs);
        if (inputs.Exists(input => input.Length > 0 && !_values.ContainsKey(input)))
        {
            return;
        }

        long made = inputs.Count > 0 ? _values.GetValueOrDefault(inputs[0]) : 0;
        _computed += made;
        if (!Rewriting.Contains(type) || _computed > fileBytes)
        {
            throw new ModelSetException(
                path, $"its operator {PlainName.Quote(type)} computes with weights alone, which the exporter does beforehand.");
        }

        outputs.ForEach(output => _values[output] = made);
    }

    // Of a value, the file has half a byte at least.
    private UInt128 Multiply(UInt128 values, ulong side) =>
        values * side is var product && product <= (UInt128)(2 * fileBytes)
            ? product
            : throw new ModelSetException(path, "it has weights that claim more values than the file can hold.");
}
