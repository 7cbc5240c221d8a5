using System.Text;

namespace Colorize.Models;

/// <summary>
/// What an ONNX file must not have, judged before ONNX Runtime sees it: operators that the exporter does not write, among them all that
/// run graphs of their own (a loop may never end), functions, weights in other files (a path could lead anywhere), and constants that grow
/// while the file is loaded. The numbers are the field numbers of onnx.proto (github.com/onnx/onnx/blob/main/onnx/onnx.proto).
/// </summary>
internal static class OnnxValidator
{
    /// <summary>AlexNet has 30 nodes and a quantised U-Net some hundreds.</summary>
    private const int MaxNodes = 4_096;

    private const string StandardDomain = "ai.onnx";
    private const string Remedy = "Export it with the trainer.";

    /// <summary>Refuses a file that could harm.</summary>
    /// <param name="onnx">The file's bytes.</param>
    /// <param name="path">Where they were read from, for the message.</param>
    /// <exception cref="ModelSetException">The file is no ONNX model, or has something that the exporter does not write.</exception>
    public static void Check(ReadOnlySpan<byte> onnx, string path)
    {
        try
        {
            bool hasGraph = false;
            ProtobufReader model = new(onnx);
            while (model.Next())
            {
                switch (model.Field)
                {
                    case 7:
                        CheckGraph(model.Bytes, path);
                        hasGraph = true;
                        break;
                    case 20 or 25:
                        throw new ModelSetException(path, $"it has functions or training graphs; a network is one graph. {Remedy}");
                }
            }

            if (!hasGraph)
            {
                throw NoModel(path);
            }
        }
        catch (FormatException)
        {
            throw NoModel(path);
        }
    }

    private static ModelSetException NoModel(string path) => new(path, "it is no ONNX model. Publish the model set again.");

    private static void CheckGraph(ReadOnlySpan<byte> bytes, string path)
    {
        OnnxConstants constants = new(path, bytes.Length);
        ProtobufReader graph = new(bytes);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 5:
                    CheckTensor(graph.Bytes, path);
                    constants.AddWeights(graph.Bytes);
                    break;
                case 11:
                    constants.AddInput(graph.Bytes);
                    break;
                case 15:
                    throw new ModelSetException(path, $"it has sparse weights, which the exporter does not write. {Remedy}");
            }
        }

        // They stand before what they use.
        CheckNodes(bytes, constants, path);
    }

    private static void CheckNodes(ReadOnlySpan<byte> bytes, OnnxConstants constants, string path)
    {
        int nodes = 0;
        ProtobufReader graph = new(bytes);
        while (graph.Next())
        {
            if (graph.Field != 1)
            {
                continue;
            }

            if (++nodes > MaxNodes)
            {
                throw new ModelSetException(path, $"it has more than {MaxNodes:N0} nodes.");
            }

            CheckNode(graph.Bytes, constants, path);
        }
    }

    private static void CheckNode(ReadOnlySpan<byte> bytes, OnnxConstants constants, string path)
    {
        string type = string.Empty;
        List<string> inputs = [], outputs = [];
        ProtobufReader node = new(bytes);
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(Encoding.UTF8.GetString(node.Bytes));
                    break;
                case 2:
                    outputs.Add(Encoding.UTF8.GetString(node.Bytes));
                    break;
                case 4:
                    string name = Encoding.UTF8.GetString(node.Bytes);
                    if (!NetworkOperators.Contains(name))
                    {
                        throw new ModelSetException(
                            path, $"it has the operator {PlainName.Quote(name)}, which the exporter does not write. {Remedy}");
                    }

                    type = name;
                    break;
                case 7 when !node.Bytes.IsEmpty && Encoding.UTF8.GetString(node.Bytes) != StandardDomain:
                    string domain = PlainName.Quote(Encoding.UTF8.GetString(node.Bytes));
                    throw new ModelSetException(path, $"it has an operator of the domain {domain}; only ONNX's own may be there.");
                case 5:
                    CheckAttribute(node.Bytes, path);
                    break;
            }
        }

        constants.AddNode(type, inputs, outputs);
    }

    private static void CheckAttribute(ReadOnlySpan<byte> bytes, string path)
    {
        ProtobufReader attribute = new(bytes);
        while (attribute.Next())
        {
            switch (attribute.Field)
            {
                case 5 or 10:
                    CheckTensor(attribute.Bytes, path);
                    break;
                case 6 or 11 or 22 or 23:
                    throw new ModelSetException(path, $"it has a graph within a node, or sparse weights. {Remedy}");
            }
        }
    }

    private static void CheckTensor(ReadOnlySpan<byte> bytes, string path)
    {
        ProtobufReader tensor = new(bytes);
        while (tensor.Next())
        {
            if (tensor.Field == 13 || (tensor.Field == 14 && tensor.Number != 0))
            {
                throw new ModelSetException(path, $"it has weights in another file; all must be in this one. {Remedy}");
            }
        }
    }
}
