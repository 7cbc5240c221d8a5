using Colorize.Models;
using Colorize.Trainer.Networks;

namespace Colorize.Trainer.Export;

/// <summary>Writes the colorizers as ONNX, with batch norm folded into the convolutions.</summary>
internal static class ColorizerGraph
{
    /// <summary>Writes ResNet-Gray: <c>l</c> to <c>ab</c>.</summary>
    public static byte[] Write(ResNetGray network, WeightPrecision precision)
    {
        var contract = NetworkContract.Of(Network.ResNet, classes: 0);
        var graph = new OnnxGraph(Network.ResNet, precision);
        string features = Encode(graph, graph.Input(contract.Inputs[0]), network.Encoder)[^1];
        graph.Output(contract.Outputs[0], Decode(graph, features, network.Decoder));
        return graph.ToFile();
    }

    /// <summary>Writes the ensemble: <c>l</c> and <c>class_probabilities</c> to <c>ab</c>.</summary>
    public static byte[] Write(EnsembleGray network, WeightPrecision precision)
    {
        var contract = NetworkContract.Of(Network.Ensemble, network.Classes);
        var graph = new OnnxGraph(Network.Ensemble, precision);
        string features = Encode(graph, graph.Input(contract.Inputs[0]), network.Encoder)[^1];
        string classes = graph.Tile("classes", graph.Input(contract.Inputs[1]), network.Classes, EnsembleGray.FeatureSide);
        graph.Output(contract.Outputs[0], Decode(graph, graph.Concatenate("fusion", features, classes), network.Decoder));
        return graph.ToFile();
    }

    /// <summary>Writes an encoder: the features of every size; see <see cref="GrayEncoder.Pyramid"/>.</summary>
    public static IReadOnlyList<string> Encode(OnnxGraph graph, string lightness, GrayEncoder encoder)
    {
        string normalized = graph.Scale("normalized", graph.Shift("centered", lightness, -GrayEncoder.Mean), 1 / GrayEncoder.Deviation);
        string stem = graph.Convolution("stem", normalized, FoldedConvolution.Of(encoder.Stem, encoder.StemNorm), stride: 2, padding: 3);
        string relu = graph.Relu("stem.relu", stem);
        string features = graph.MaxPool("pool", relu, size: 3, stride: 2, padding: 1);
        List<string> pyramid = [relu];
        for (int layer = 0; layer < encoder.Layers.Count; layer++)
        {
            for (int block = 0; block < encoder.Layers[layer].Count; block++)
            {
                features = Block(graph, $"layer{layer + 1}.{block}", features, encoder.Layers[layer][block]);
            }

            pyramid.Add(features);
        }

        return pyramid;
    }

    private static string Block(OnnxGraph graph, string label, string input, ResidualBlock block)
    {
        long stride = block.Stride;
        string first = graph.Convolution(label + ".conv1", input, FoldedConvolution.Of(block.First, block.FirstNorm), stride, padding: 1);
        string second = graph.Convolution(
            label + ".conv2",
            graph.Relu(label + ".relu1", first),
            FoldedConvolution.Of(block.Second, block.SecondNorm),
            stride: 1,
            padding: 1);
        string shortcut = block.Shortcut is null
            ? input
            : graph.Convolution(label + ".shortcut", input, FoldedConvolution.Of(block.Shortcut, block.ShortcutNorm!), stride, padding: 0);
        return graph.Relu(label + ".relu2", graph.Sum(label + ".sum", second, shortcut));
    }

    private static string Decode(OnnxGraph graph, string features, ColorDecoder decoder)
    {
        for (int index = 0; index < decoder.Stages.Count; index++)
        {
            string label = $"stage{index + 1}";
            DecoderStage stage = decoder.Stages[index];
            string inner = graph.Convolution(label, features, FoldedConvolution.Of(stage.Convolution, stage.Norm), stride: 1, padding: 1);
            features = graph.Relu(label + ".relu", inner);
            if (stage.Doubled)
            {
                features = graph.Double(label + ".double", features);
            }
        }

        string output = graph.Convolution("output", features, FoldedConvolution.Of(decoder.Output), stride: 1, padding: 1);
        return graph.Double("output.double", output);
    }
}
