using System.Runtime.InteropServices;
using Colorize.Trainer.Export.Format;
using Google.Protobuf;
using DataType = Colorize.Trainer.Export.Format.TensorProto.Types.DataType;

namespace Colorize.Trainer.Export.Quantization;

/// <summary>
/// Rewrites a float32 network so that its hidden layers run in 8 bits: QuantizeLinear and DequantizeLinear around them (ONNX
/// Runtime's QDQ format), the weights of each output channel on a scale of their own. The same file runs in float where the
/// runtime is told to ignore the pairs. The first and the last layer stay in float: they are small, and their rounding would
/// move the answers most.
/// </summary>
internal sealed class QuantizedGraph
{
    private const string Quantize = "QuantizeLinear";
    private const string Dequantize = "DequantizeLinear";
    private const string Join = "Concat";

    private readonly GraphProto _graph;
    private readonly QuantizedNodes _chosen;
    private readonly Dictionary<string, TensorProto> _constants;
    private readonly Dictionary<string, LinearScale> _scales;
    private readonly HashSet<TensorProto> _replaced = [];

    private QuantizedGraph(GraphProto graph, IReadOnlyDictionary<string, ValueRange> ranges, float rangeShare)
    {
        _graph = graph;
        _chosen = new QuantizedNodes(graph);
        _constants = graph.Initializer.ToDictionary(tensor => tensor.Name);
        HashSet<string> wide = [_chosen.ResultOfFirst, .. graph.Node.Where(node => node.OpType == Join).Select(node => node.Output[0])];
        _scales = _chosen.Tensors.ToDictionary(
            name => name, name => LinearScale.Of(wide.Contains(name) ? ranges[name].Narrowed(rangeShare) : ranges[name]));
        foreach (NodeProto node in graph.Node.Where(node => _chosen.Nodes.Contains(node) && QuantizedNodes.IsMoving(node)))
        {
            _scales[node.Output[0]] = _scales[node.Input[0]];
        }
    }

    /// <summary>The tensors whose ranges have to be known.</summary>
    public static IReadOnlyCollection<string> Activations(ModelProto model) => new QuantizedNodes(model.Graph).Tensors;

    /// <summary>Rewrites a network.</summary>
    /// <param name="model">The network in float32; it is left as it is.</param>
    /// <param name="ranges">The range of every tensor of <see cref="Activations"/>.</param>
    /// <param name="rangeShare">
    /// The part of their range that wide tensors keep. What comes out of the first layer, and what joins a skip with a decoder, may have a
    /// few values that lie far out; steps that reach them are too coarse for all others.
    /// </param>
    public static ModelProto Rewrite(ModelProto model, IReadOnlyDictionary<string, ValueRange> ranges, float rangeShare = 1)
    {
        ModelProto rewritten = model.Clone();
        new QuantizedGraph(rewritten.Graph, ranges, rangeShare).Rewrite();
        return rewritten;
    }

    private static string Restored(string tensor) => tensor + ".dequantized";

    private void Rewrite()
    {
        NodeProto[] nodes = [.. _graph.Node];
        _graph.Node.Clear();
        foreach (NodeProto node in nodes)
        {
            // Asked before the node is changed: it would be another one after.
            bool isRounded = _chosen.Nodes.Contains(node);
            if (isRounded && QuantizedNodes.HasWeights(node))
            {
                RoundWeights(node);
            }

            for (int input = 0; input < node.Input.Count; input++)
            {
                string tensor = node.Input[input];
                node.Input[input] = TakesRounded(isRounded, tensor) ? Restored(tensor) : tensor;
            }

            _graph.Node.Add(node);
            if (_scales.TryGetValue(node.Output[0], out LinearScale scale))
            {
                AddPair(node.Output[0], scale);
            }
        }

        foreach (TensorProto tensor in _replaced)
        {
            _graph.Initializer.Remove(tensor);
        }
    }

    /// <summary>
    /// Whether an operator takes a tensor as it is after rounding. What stays in float with the first layer takes that layer's result as it
    /// is.
    /// </summary>
    private bool TakesRounded(bool isRounded, string tensor) =>
        _scales.ContainsKey(tensor) && (isRounded || tensor != _chosen.ResultOfFirst);

    /// <summary>Stores a layer's weights in 8 bits and its bias in 32, each followed by what makes floats of them.</summary>
    private void RoundWeights(NodeProto node)
    {
        TensorProto weights = _constants[node.Input[1]];
        TensorProto bias = _constants[node.Input[2]];
        float activationScale = _scales[node.Input[0]].Scale;
        QuantizedWeights rounded = QuantizedWeights.Of(weights);
        node.Input[1] = Restore(rounded.Values, rounded.Scales);
        node.Input[2] = Restore(rounded.Round(bias, activationScale), [.. rounded.Scales.Select(scale => scale * activationScale)]);
        _replaced.Add(weights);
        _replaced.Add(bias);
    }

    private string Restore(TensorProto stored, float[] scales)
    {
        _graph.Initializer.Add(stored);
        string scale = Floats(stored.Name + ".scale", scales, [scales.Length]);
        string zero = Zeros(stored, scales.Length);
        string restored = Restored(stored.Name);
        _graph.Node.Add(new NodeProto
        {
            OpType = Dequantize,
            Name = restored,
            Input = { stored.Name, scale, zero },
            Output = { restored },
            Attribute = { new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 0 } },
        });
        return restored;
    }

    /// <summary>
    /// Zeros for the channels of what is stored with sign. They may be left out, but ONNX Runtime then runs Gemm in float.
    /// </summary>
    private string Zeros(TensorProto stored, int channels)
    {
        int bytes = stored.DataType == (int)DataType.Int32 ? sizeof(int) : sizeof(sbyte);
        string zero = stored.Name + ".zero";
        _graph.Initializer.Add(new TensorProto
        {
            Name = zero,
            DataType = stored.DataType,
            Dims = { channels },
            RawData = ByteString.CopyFrom(new byte[channels * bytes]),
        });
        return zero;
    }

    private void AddPair(string tensor, LinearScale scale)
    {
        string step = Floats(tensor + ".scale", [scale.Scale], []);
        string zero = tensor + ".zero";
        _graph.Initializer.Add(new TensorProto { Name = zero, DataType = (int)DataType.Uint8, RawData = ByteString.CopyFrom(scale.Zero) });
        string stored = tensor + ".quantized";
        _graph.Node.Add(new NodeProto { OpType = Quantize, Name = stored, Input = { tensor, step, zero }, Output = { stored } });
        _graph.Node.Add(
            new NodeProto { OpType = Dequantize, Name = Restored(tensor), Input = { stored, step, zero }, Output = { Restored(tensor) } });
    }

    private string Floats(string name, float[] values, long[] shape)
    {
        _graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)DataType.Float,
            Dims = { shape },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
        });
        return name;
    }
}
