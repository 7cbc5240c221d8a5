using Colorize.Tests.Trainer.Export;
using Colorize.Trainer;
using Colorize.Trainer.Export.Format;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Weights;
using Google.Protobuf;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights;

public class OnnxResNet18Tests
{
    private const int Size = 224;

    /// <summary>The last sum and ReLU of layer2, and of the second block of layer4, in the file.</summary>
    private static readonly Dictionary<int, int> ReluOfLayer = new() { [2] = 9, [4] = 17 };

    private static string File => Path.Combine(AppContext.BaseDirectory, "pretrained", "ResNet18.onnx");

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void The_encoder_sees_the_features_that_the_file_sees(int layers)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var encoder = new GrayEncoder(layers);
        IReadOnlyList<string> report = PretrainedWeights.Load(File, encoder);
        encoder.eval();
        manual_seed(1);
        Tensor lightness = rand(1, 1, Size, Size);

        using var original = new OnnxNetwork(WithFeatures(ReluOfLayer[layers]));
        Tensor expected = original.Run(("Input247", ((lightness - GrayEncoder.Mean) * 255).expand(-1, 3, -1, -1)));
        Tensor actual = encoder.forward(lightness);

        Assert.All(report, line => Assert.Contains("taken", line, StringComparison.Ordinal));
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.std().item<float>() > 0.1, "The network must say something for the comparison to mean anything.");
        Assert.InRange((expected - actual).abs().max().item<float>() / expected.abs().max().item<float>(), 0, 1e-4);
    }

    [Fact]
    public void A_network_of_another_kind_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("other.onnx");
        using (ResNetGray network = RandomNetworks.ResNet(seed: 1))
        {
            System.IO.File.WriteAllBytes(
                path, Colorize.Trainer.Export.ColorizerGraph.Write(network, Colorize.Trainer.Export.WeightPrecision.Float32));
        }

        TrainingException exception = Assert.Throws<TrainingException>(() => OnnxResNet18.Read(path));
        Assert.Contains("other.onnx", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ResNet-18", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The file with the output of one of its ReLUs, counted from 1, as the only output.</summary>
    private static byte[] WithFeatures(int relu)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(System.IO.File.ReadAllBytes(File));
        string output = model.Graph.Node.Where(node => node.OpType == "Relu").ElementAt(relu - 1).Output[0];
        model.Graph.Output.Clear();
        model.Graph.Output.Add(new ValueInfoProto
        {
            Name = output,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float } },
        });
        return model.ToByteArray();
    }
}
