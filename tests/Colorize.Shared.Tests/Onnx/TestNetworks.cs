using Colorize.Models;

namespace Colorize.Tests.Onnx;

/// <summary>Genuine networks that are small enough to know the answer of.</summary>
internal static class TestNetworks
{
    /// <summary>a = 0.25 l + bias, b = -0.5 l + 2 bias, both on the networks' scale.</summary>
    public static byte[] ResNet(float bias = 0.5f, TensorSpec? output = null) => new OnnxGraph()
        .Input(new(NetworkContract.Lightness, [-1, 1, 128, 128]))
        .Weights("weight", [2, 1, 1, 1], [0.25f, -0.5f])
        .Weights("bias", [2], [bias, 2 * bias])
        .Node("Conv", [NetworkContract.Lightness, "weight", "bias"], output?.Name ?? NetworkContract.Chroma)
        .Output(output ?? new(NetworkContract.Chroma, [-1, 2, 128, 128]))
        .ToOnnx();

    /// <summary>Two layers of 3×3 convolutions with drawn weights, slow enough for a queue to form.</summary>
    public static byte[] SlowResNet(int seed = 1, int channels = 16)
    {
        Random random = new(seed);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) / 4)];
        return new OnnxGraph()
            .Input(new(NetworkContract.Lightness, [-1, 1, 128, 128]))
            .Weights("first", [channels, 1, 3, 3], Draw(channels * 9))
            .Weights("second", [2, channels, 3, 3], Draw(2 * channels * 9))
            .Node("Conv", [NetworkContract.Lightness, "first"], "hidden", ("pads", [1, 1, 1, 1]))
            .Node("Relu", ["hidden"], "active")
            .Node("Conv", ["active", "second"], NetworkContract.Chroma, ("pads", [1, 1, 1, 1]))
            .Output(new(NetworkContract.Chroma, [-1, 2, 128, 128]))
            .ToOnnx();
    }

    /// <summary>So many convolutions one after the other that it computes for minutes.</summary>
    public static byte[] EndlessResNet()
    {
        const int Channels = 128, Layers = 200;
        OnnxGraph graph = new OnnxGraph()
            .Input(new(NetworkContract.Lightness, [-1, 1, 128, 128]))
            .Weights("first", [Channels, 1, 3, 3], new float[Channels * 9])
            .Weights("inner", [Channels, Channels, 3, 3], new float[Channels * Channels * 9])
            .Weights("last", [2, Channels, 3, 3], new float[2 * Channels * 9])
            .Node("Conv", [NetworkContract.Lightness, "first"], "layer0", ("pads", [1, 1, 1, 1]));
        for (int layer = 1; layer <= Layers; layer++)
        {
            graph.Node("Conv", [$"layer{layer - 1}", "inner"], $"layer{layer}", ("pads", [1, 1, 1, 1]));
        }

        return graph
            .Node("Conv", [$"layer{Layers}", "last"], NetworkContract.Chroma, ("pads", [1, 1, 1, 1]))
            .Output(new(NetworkContract.Chroma, [-1, 2, 128, 128]))
            .ToOnnx();
    }

    /// <summary>Widens the picture to four gigabytes before it squeezes it to its own size.</summary>
    public static byte[] GreedyResNet() => new OnnxGraph()
        .Input(new(NetworkContract.Lightness, [-1, 1, 128, 128]))
        .Weights("weight", [2, 1, 1, 1], [1, 1])
        .Weights("up", [4], [1, 1, 256, 256])
        .Weights("down", [4], [1, 1, 1 / 256f, 1 / 256f])
        .Node("Resize", [NetworkContract.Lightness, "", "up"], "huge")
        .Node("Resize", ["huge", "", "down"], "small")
        .Node("Conv", ["small", "weight"], NetworkContract.Chroma)
        .Output(new(NetworkContract.Chroma, [-1, 2, 128, 128]))
        .ToOnnx();

    /// <summary>
    /// Answers a mid-grey square, and photographs that are dark somewhere with no numbers: a and b are the logarithm of l - 0.4.
    /// </summary>
    public static byte[] FailingOnDark() => new OnnxGraph()
        .Input(new(NetworkContract.Lightness, [-1, 1, 128, 128]))
        .Weights("dark", [1], [0.4f])
        .Weights("weight", [2, 1, 1, 1], [1, 1])
        .Node("Sub", [NetworkContract.Lightness, "dark"], "light")
        .Node("Log", ["light"], "logarithm")
        .Node("Conv", ["logarithm", "weight"], NetworkContract.Chroma)
        .Output(new(NetworkContract.Chroma, [-1, 2, 128, 128]))
        .ToOnnx();

    /// <summary>The softmax of the logits plus the mean lightness, which the softmax takes away again.</summary>
    public static byte[] AlexNet(params float[] logits) => new OnnxGraph()
        .Input(new(NetworkContract.Lightness, [-1, 1, 128, 128]))
        .Weights("ones", [1, logits.Length], [.. logits.Select(_ => 1f)])
        .Weights("logits", [logits.Length], logits)
        .Node("GlobalAveragePool", [NetworkContract.Lightness], "mean")
        .Node("Flatten", ["mean"], "flat")
        .Node("Gemm", ["flat", "ones", "logits"], "raised")
        .Node("Softmax", ["raised"], NetworkContract.ClassProbabilities)
        .Output(new(NetworkContract.ClassProbabilities, [-1, logits.Length]))
        .ToOnnx();

    /// <summary>a and b are l plus what each class adds to them, weighed with its probability.</summary>
    public static byte[] Ensemble(params (float A, float B)[] classes) => new OnnxGraph()
        .Input(new(NetworkContract.Lightness, [-1, 1, 128, 128]))
        .Input(new(NetworkContract.ClassProbabilities, [-1, classes.Length]))
        .Weights("weight", [2, 1, 1, 1], [1, 1])
        .Weights("classes", [classes.Length, 2], [.. classes.SelectMany(tint => new[] { tint.A, tint.B })])
        .Integers("axes", [2, 3])
        .Node("Conv", [NetworkContract.Lightness, "weight"], "plain")
        .Node("MatMul", [NetworkContract.ClassProbabilities, "classes"], "tint")
        .Node("Unsqueeze", ["tint", "axes"], "everywhere")
        .Node("Add", ["plain", "everywhere"], NetworkContract.Chroma)
        .Output(new(NetworkContract.Chroma, [-1, 2, 128, 128]))
        .ToOnnx();

    /// <summary>a is l, b the vividness; the classes are taken and change nothing.</summary>
    public static byte[] UNet(int classes) => new OnnxGraph()
        .Input(new(NetworkContract.Lightness, [-1, 1, 128, 128]))
        .Input(new(NetworkContract.ClassProbabilities, [-1, classes]))
        .Input(new(NetworkContract.Vividness, [-1]))
        .Weights("weight", [2, 1, 1, 1], [1, 0])
        .Weights("nothing", [classes, 1], new float[classes])
        .Weights("toB", [1, 2, 1, 1], [0, 1])
        .Integers("plane", [2, 3])
        .Integers("pixel", [1, 2, 3])
        .Node("Conv", [NetworkContract.Lightness, "weight"], "lightness")
        .Node("MatMul", [NetworkContract.ClassProbabilities, "nothing"], "none")
        .Node("Unsqueeze", ["none", "plane"], "nowhere")
        .Node("Add", ["lightness", "nowhere"], "plain")
        .Node("Unsqueeze", [NetworkContract.Vividness, "pixel"], "strength")
        .Node("Mul", ["strength", "toB"], "tint")
        .Node("Add", ["plain", "tint"], NetworkContract.Chroma)
        .Output(new(NetworkContract.Chroma, [-1, 2, 128, 128]))
        .ToOnnx();
}
