using Colorize.Models;
using Colorize.Trainer.Networks;

namespace Colorize.Trainer.Export;

/// <summary>Writes the U-Net as ONNX, with the decoding of its distribution inside.</summary>
internal static class UNetGraph
{
    /// <summary>e to this times the number of bins is still a float32.</summary>
    private const float MaxLogit = 80f;

    /// <summary>Writes the U-Net: <c>l</c>, <c>class_probabilities</c> and <c>vividness</c> to <c>ab</c>.</summary>
    public static byte[] Write(UNetGray network, WeightPrecision precision)
    {
        var contract = NetworkContract.Of(Network.UNet, network.Classes);
        var graph = new OnnxGraph(Network.UNet, precision);
        IReadOnlyList<string> pyramid = ColorizerGraph.Encode(graph, graph.Input(contract.Inputs[0]), network.Encoder);
        string features = Join(graph, pyramid[^1], graph.Input(contract.Inputs[1]), network);
        for (int index = 0; index < network.Stages.Count; index++)
        {
            features = Stage(graph, $"stage{index + 1}", features, pyramid[^(index + 2)], network.Stages[index].Inner);
        }

        graph.Output(contract.Outputs[0], Decode(graph, features, graph.Input(contract.Inputs[2]), network));
        return graph.ToFile();
    }

    private static string Join(OnnxGraph graph, string features, string probabilities, UNetGray network)
    {
        int side = NetworkContract.Size >> network.Encoder.Layers.Count >> 1;
        string classes = graph.Tile("classes", probabilities, network.Classes, side);
        var folded = FoldedConvolution.Of(network.Narrow.Convolution, network.Narrow.Norm);
        return graph.Relu(
            "narrow.relu", graph.Convolution("narrow", graph.Concatenate("fusion", features, classes), folded, stride: 1, padding: 0));
    }

    private static string Stage(OnnxGraph graph, string label, string features, string skip, DecoderStage stage)
    {
        string joined = graph.Concatenate(label + ".joined", graph.Double(label + ".double", features), skip);
        var folded = FoldedConvolution.Of(stage.Convolution, stage.Norm);
        return graph.Relu(label + ".relu", graph.Convolution(label, joined, folded, stride: 1, padding: 1));
    }

    /// <summary>
    /// The same as <see cref="UNetGray.Decode"/>, for each photograph with a vividness of its own. The convolution that makes the logits
    /// sharpens and weighs them too (<see cref="WeighedOutput"/>): done to the logits, of which there are six times as many as features, it
    /// took 1.5 of 23 ms.
    /// </summary>
    private static string Decode(OnnxGraph graph, string features, string vividness, UNetGray network)
    {
        string strength = graph.AtEveryPlace("strength", vividness);
        string sharpness = graph.Shift("sharpness", graph.Scale("sharpening", strength, VividDecoding.Sharpness - 1), 1);
        int side = NetworkContract.Size / 2;
        string inputs = graph.Concatenate(
            "sharpened",
            graph.Product("sharp", features, sharpness),
            graph.Spread("sharpness.plane", sharpness, side),
            graph.Spread("strength.plane", strength, side));
        string logits = graph.Convolution("logits", inputs, WeighedOutput.Fold(network), stride: 1, padding: 0);
        string full = graph.DoubleSmoothly("full", Mean(graph, logits));
        return graph.Scale("scaled", graph.Shift("shifted", full, PosterScale.ChromaOffset), 1 / PosterScale.Chroma);
    }

    /// <summary>
    /// The mean of the bins' centres under the softmax of the logits: one convolution sums the exponentials themselves and
    /// times a and b, and a division follows. ONNX Runtime's Softmax along the channels took 15 of 25 ms of the network, and
    /// taking the greatest logit away first 4; they are limited to what float32 can raise e to instead, which trained ones
    /// come nowhere near.
    /// </summary>
    private static string Mean(OnnxGraph graph, string logits)
    {
        string powers = graph.Exponential("powers", graph.Limit("limited", logits, -MaxLogit, MaxLogit));
        Weights centers;
        using (TorchSharp.torch.Tensor tensor = ColorBins.CenterWeights())
        {
            centers = Weights.From(tensor);
        }

        float[] ones = new float[ColorBins.Count];
        Array.Fill(ones, 1f);
        var kernel = new Weights([.. centers.Values, .. ones], [3, ColorBins.Count, 1, 1]);
        string sums = graph.Convolution("sums", powers, new FoldedConvolution(kernel, new Weights([0, 0, 0], [3])), stride: 1, padding: 0);
        return graph.Quotient("mean", graph.Channels("weighted", sums, 0, 2), graph.Channels("weights", sums, 2, 3));
    }
}
