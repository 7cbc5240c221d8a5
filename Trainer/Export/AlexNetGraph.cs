using Colorize.Models;
using Colorize.Trainer.Networks;
using TorchSharp.Modules;

namespace Colorize.Trainer.Export;

/// <summary>Writes the classifier as ONNX, with the repeated pool folded into the first linear layer.</summary>
internal static class AlexNetGraph
{
    /// <summary>Writes AlexNet-Gray: <c>l</c> to <c>class_probabilities</c>.</summary>
    public static byte[] Write(AlexNetGray network, WeightPrecision precision)
    {
        var contract = NetworkContract.Of(Network.AlexNet, (int)network.Linears[^1].weight.shape[0]);
        var graph = new OnnxGraph(Network.AlexNet, precision);
        string features = Features(graph, graph.Input(contract.Inputs[0]), network);
        string logits = Classify(graph, graph.Flatten("flatten", features), network.Linears);
        graph.Output(contract.Outputs[0], graph.Softmax("softmax", logits));
        return graph.ToFile();
    }

    private static string Features(OnnxGraph graph, string lightness, AlexNetGray network)
    {
        string features = lightness;
        for (int index = 0; index < network.Convolutions.Count; index++)
        {
            string label = $"conv{index + 1}";
            Conv2d convolution = network.Convolutions[index];
            string inner = graph.Convolution(
                label, features, FoldedConvolution.Of(convolution), AlexNetGray.StrideOf(index), AlexNetGray.PaddingOf(index));
            features = graph.Relu(label + ".relu", inner);
            if (AlexNetGray.IsPooled(index))
            {
                features = graph.MaxPool(label + ".pool", features, size: 3, stride: 2, padding: 0);
            }
        }

        return features;
    }

    private static string Classify(OnnxGraph graph, string features, IReadOnlyList<Linear> linears)
    {
        Weights first = FoldedPool.Fold(
            Weights.From(linears[0].weight), AlexNetGray.Features, AlexNetGray.FeatureSide, AlexNetGray.PooledSide);
        string hidden = graph.Relu("linear1.relu", graph.Linear("linear1", features, first, Weights.From(linears[0].bias!)));
        hidden = graph.Relu("linear2.relu", Linear(graph, "linear2", hidden, linears[1]));
        return Linear(graph, "linear3", hidden, linears[2]);
    }

    private static string Linear(OnnxGraph graph, string label, string input, Linear linear) =>
        graph.Linear(label, input, Weights.From(linear.weight), Weights.From(linear.bias!));
}
