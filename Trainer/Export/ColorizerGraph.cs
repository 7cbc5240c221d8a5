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
        var graph = new OnnxGraph(NetworkNames.ResNet, precision);
        string features = Encode(graph, graph.Input(contract.Inputs[0]), network.Encoder);
        graph.Output(contract.Outputs[0], Decode(graph, features, network.Decoder));
        return graph.ToFile();
    }

    /// <summary>Writes the ensemble: <c>l</c> and <c>class_probabilities</c> to <c>ab</c>.</summary>
    public static byte[] Write(EnsembleGray network, WeightPrecision precision)
    {
        var contract = NetworkContract.Of(Network.Ensemble, network.Classes);
        var graph = new OnnxGraph(NetworkNames.Ensemble, precision);
        string features = Encode(graph, graph.Input(contract.Inputs[0]), network.Encoder);
        string classes = graph.Tile("classes", graph.Input(contract.Inputs[1]), network.Classes, EnsembleGray.FeatureSide);
        graph.Output(contract.Outputs[0], Decode(graph, graph.Concatenate("fusion", features, classes), network.Decoder));
        return graph.ToFile();
    }

    private static string Encode(OnnxGraph graph, string lightness, GrayEncoder encoder)
    {
        string stem = graph.Convolution("stem", lightness, FoldedConvolution.Of(encoder.Stem, encoder.StemNorm), stride: 2, padding: 3);
        string features = graph.MaxPool("pool", graph.Relu("stem.relu", stem), size: 3, stride: 2, padding: 1);
        for (int index = 0; index < encoder.Blocks.Count; index++)
        {
            features = Block(graph, $"block{index + 1}", features, encoder.Blocks[index]);
        }

        return features;
    }

    private static string Block(OnnxGraph graph, string label, string input, ResidualBlock block)
    {
        long stride = block.Stride;
        string first = graph.Convolution(label + ".conv1", input, FoldedConvolution.Of(block.First, block.FirstNorm), stride, padding: 1);
        string second = graph.Convolution(
            label + ".conv2", graph.Relu(label + ".relu1", first), FoldedConvolution.Of(block.Second, block.SecondNorm), stride: 1, padding: 1);
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
