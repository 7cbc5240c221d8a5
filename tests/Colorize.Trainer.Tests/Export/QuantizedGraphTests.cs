using Colorize.Models;
using Colorize.Trainer.Export;
using Colorize.Trainer.Export.Format;
using Colorize.Trainer.Export.Quantization;
using Colorize.Trainer.Networks;
using Google.Protobuf;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Export;

public class QuantizedGraphTests
{
    private const int Batch = 2;
    private const int Classes = 5;

    [Fact]
    public void Every_network_in_8_bits_answers_nearly_as_in_float()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        manual_seed(1);
        Tensor lightness = nn.functional.interpolate(rand(Batch, 1, 16, 16), [128, 128], mode: InterpolationMode.Bilinear);
        Tensor probabilities = rand(Batch, Classes).softmax(1);
        (string, Tensor)[] plain = [(NetworkContract.Lightness, lightness)];
        (string, Tensor)[] told = [.. plain, (NetworkContract.ClassProbabilities, probabilities)];
        using ResNetGray resNet = RandomNetworks.ResNet(seed: 1);
        using EnsembleGray ensemble = RandomNetworks.Ensemble(Classes, seed: 2);
        using UNetGray unet = RandomNetworks.UNet(Classes, seed: 3);
        using AlexNetGray alexNet = RandomNetworks.AlexNet(Classes, seed: 4);

        AssertClose(ColorizerGraph.Write(resNet, WeightPrecision.Float32), plain);
        AssertClose(ColorizerGraph.Write(ensemble, WeightPrecision.Float32), told);
        AssertClose(UNetGraph.Write(unet, WeightPrecision.Float32), [.. told, (NetworkContract.Vividness, zeros(Batch))]);
        AssertClose(AlexNetGraph.Write(alexNet, WeightPrecision.Float32), plain);
    }

    [Fact]
    public void Only_the_first_and_the_last_layer_keep_their_weights_in_float()
    {
        using ResNetGray network = RandomNetworks.ResNet(seed: 1);
        ModelProto rounded = Quantize(ModelProto.Parser.ParseFrom(ColorizerGraph.Write(network, WeightPrecision.Float32)), Constant);
        HashSet<string> floats =
            [.. rounded.Graph.Initializer.Where(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Float)
                .Select(tensor => tensor.Name)];
        Assert.Equal(
            ["stem", "output"],
            rounded.Graph.Node.Where(node => node.OpType == "Conv" && floats.Contains(node.Input[1])).Select(node => node.Name));
        OnnxChecker.Check(rounded.ToByteArray());
    }

    [Fact]
    public void The_first_pool_and_the_decoding_of_the_distribution_stay_in_float()
    {
        using UNetGray network = RandomNetworks.UNet(Classes, seed: 1);
        ModelProto rounded = Quantize(ModelProto.Parser.ParseFrom(UNetGraph.Write(network, WeightPrecision.Float32)), Constant);
        Dictionary<string, NodeProto> nodes = rounded.Graph.Node.ToDictionary(node => node.Name);

        Assert.Equal("stem.relu", nodes["pool"].Input[0]);
        Assert.Equal("stem.relu.dequantized", nodes["stage4.joined"].Input[1]);
        Assert.Equal(["sharp", "sharpness.plane", "strength.plane"], nodes["sharpened"].Input);
        Assert.Equal("sharpened", nodes["logits"].Input[0]);
        OnnxChecker.Check(rounded.ToByteArray());
    }

    [Theory]
    [InlineData(0, 2.55, 0.01, 0)]
    [InlineData(-1.28, 1.27, 0.01, 128)]
    [InlineData(1, 2, 2 / 255.0, 0)]
    public void A_range_is_spread_over_all_numbers_and_holds_zero(double least, double greatest, double scale, byte zero)
    {
        var actual = LinearScale.Of(new ValueRange((float)least, (float)greatest));
        Assert.Equal(scale, actual.Scale, 1e-6);
        Assert.Equal(zero, actual.Zero);
    }

    private static ValueRange Constant(string tensor) => new(-1, 4);

    private static ModelProto Quantize(ModelProto model, Func<string, ValueRange> range) =>
        QuantizedGraph.Rewrite(model, QuantizedGraph.Activations(model).ToDictionary(name => name, range));

    private static void AssertClose(byte[] file, (string Name, Tensor Value)[] inputs)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(file);
        Dictionary<string, NetworkContractInput> known = inputs.ToDictionary(
            input => input.Name, input => new NetworkContractInput(input.Value));
        IReadOnlyDictionary<string, ValueRange> ranges = ActivationRanges.Measure(
            model,
            QuantizedGraph.Activations(model),
            [(Batch, [.. inputs.Select(input => (known[input.Name].Spec(input.Name), known[input.Name].Values))])],
            threads: 1);
        byte[] rounded = QuantizedGraph.Rewrite(model, ranges).ToByteArray();

        using var exactNetwork = new OnnxNetwork(file);
        using var roundedNetwork = new OnnxNetwork(rounded);
        Tensor exact = exactNetwork.Run(inputs);
        float moved = (exact - roundedNetwork.Run(inputs)).norm().item<float>() / (exact - exact.mean()).norm().item<float>();
        Assert.InRange(moved, 1e-6f, 0.25f);
        Assert.InRange(rounded.Length, 0, file.Length * 0.3);
    }

    private sealed record NetworkContractInput(Tensor Value)
    {
        public float[] Values { get; } = Value.contiguous().data<float>().ToArray();

        public TensorSpec Spec(string name) => new(name, [NetworkContract.AnyBatch, .. Value.shape.Skip(1).Select(length => (int)length)]);
    }
}
