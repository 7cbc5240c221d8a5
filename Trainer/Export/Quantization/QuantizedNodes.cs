using Colorize.Trainer.Export.Format;

namespace Colorize.Trainer.Export.Quantization;

/// <summary>Which operators of a network run in 8 bits, and which tensors stand between them.</summary>
internal sealed class QuantizedNodes
{
    private const string Relu = "Relu";
    private const string Sum = "Add";

    /// <summary>Operators that have weights.</summary>
    private static readonly string[] Weighted = ["Conv", "Gemm"];

    /// <summary>Operators that compute with numbers on different scales.</summary>
    private static readonly string[] Combining = [Sum, "Concat"];

    /// <summary>
    /// Operators that only move numbers about, so that what comes out has the scale of what goes in. The pool after the first layer stays
    /// in float with it: there it takes ONNX Runtime a twentieth of the time (docs/decisions.md).
    /// </summary>
    private static readonly string[] Moving = ["MaxPool", "Flatten", "Resize"];

    private readonly ILookup<string, NodeProto> _consumers;
    private readonly HashSet<string> _constants;

    /// <summary>Chooses the operators of a graph.</summary>
    public QuantizedNodes(GraphProto graph)
    {
        _constants = [.. graph.Initializer.Select(tensor => tensor.Name)];
        _consumers = graph.Node.SelectMany(node => node.Input.Select(input => (Input: input, Node: node)))
            .ToLookup(pair => pair.Input, pair => pair.Node);
        Dictionary<string, NodeProto> producers = graph.Node.ToDictionary(node => node.Output[0]);
        NodeProto first = graph.Node.First(node => Weighted.Contains(node.OpType));
        ResultOfFirst = Result(first);
        foreach (NodeProto node in graph.Node)
        {
            bool runs = Weighted.Contains(node.OpType) ? node != first && IsHidden(node)
                : Combining.Contains(node.OpType) ? !node.Input.Any(_constants.Contains) && FeedsHidden(node)
                : Moving.Contains(node.OpType) && node.Input[0] != ResultOfFirst
                    && producers.TryGetValue(node.Input[0], out NodeProto? before) && (before.OpType == Relu || Nodes.Contains(before));
            if (runs)
            {
                Nodes.Add(node);
            }
        }

        foreach (NodeProto node in Nodes)
        {
            Tensors.UnionWith(Activations(node));
            Tensors.Add(Result(node));
        }
    }

    /// <summary>The operators that run in 8 bits.</summary>
    public HashSet<NodeProto> Nodes { get; } = [];

    /// <summary>The tensors that are stored in 8 bits between operators.</summary>
    public HashSet<string> Tensors { get; } = [];

    /// <summary>What comes out of the first layer, which itself stays in float.</summary>
    public string ResultOfFirst { get; }

    /// <summary>Whether an operator has weights.</summary>
    public static bool HasWeights(NodeProto node) => Weighted.Contains(node.OpType);

    /// <summary>Whether what comes out of an operator has the scale of what goes in.</summary>
    public static bool IsMoving(NodeProto node) => Moving.Contains(node.OpType);

    /// <summary>What comes out of an operator, after the ReLU that follows it.</summary>
    public string Result(NodeProto node) =>
        _consumers[node.Output[0]].ToArray() is [{ OpType: Relu } relu] ? relu.Output[0] : node.Output[0];

    /// <summary>
    /// A layer with weights is hidden where a ReLU or a sum follows it; the last ones, whose answers are seen, stay in float.
    /// </summary>
    private bool IsHidden(NodeProto node) => _consumers[node.Output[0]].All(consumer => consumer.OpType is Relu or Sum);

    /// <summary>Whether no layer that stays in float takes what comes out of an operator.</summary>
    private bool FeedsHidden(NodeProto node) =>
        _consumers[node.Output[0]].All(consumer => !Weighted.Contains(consumer.OpType) || IsHidden(consumer));

    private IEnumerable<string> Activations(NodeProto node) =>
        (HasWeights(node) || IsMoving(node) ? node.Input.Take(1) : node.Input)
            .Where(input => input.Length > 0 && !_constants.Contains(input));
}
