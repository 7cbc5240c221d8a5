using Colorize.Models;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights;

public sealed class SetStartTests
{
    private const int Batch = 2;

    private static readonly string[] Classes = ["land", "sea", "shore"];

    [Theory]
    [InlineData(WeightPrecision.Float32, 1e-5)]
    [InlineData(WeightPrecision.Float16, 1e-2)]
    public void A_network_starts_as_the_one_that_was_exported(object precision, double tolerance)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using AlexNetGray alexNet = RandomNetworks.AlexNet(Classes.Length, seed: 1);
        using UNetGray unet = RandomNetworks.UNet(Classes.Length, seed: 2);
        using EnsembleGray ensemble = RandomNetworks.Ensemble(Classes.Length, seed: 3);
        using ResNetGray resNet = RandomNetworks.ResNet(seed: 4);
        var exact = (WeightPrecision)precision;
        SetStart start = StartFrom(
            Classes,
            (Network.AlexNet, AlexNetGraph.Write(alexNet, exact)),
            (Network.UNet, UNetGraph.Write(unet, exact)),
            (Network.Ensemble, ColorizerGraph.Write(ensemble, exact)),
            (Network.ResNet, ColorizerGraph.Write(resNet, exact)));
        using var again = new StartedNetworks(start, Classes.Length);
        Tensor lightness = rand(Batch, 1, 128, 128);
        Tensor told = rand(Batch, Classes.Length).softmax(1);

        AssertClose(alexNet.forward(lightness).softmax(1), again.AlexNet.forward(lightness).softmax(1), tolerance);
        AssertClose(resNet.forward(lightness), again.ResNet.forward(lightness), tolerance);
        AssertClose(ensemble.forward(lightness, told), again.Ensemble.forward(lightness, told), tolerance);
        AssertClose(
            unet.Decode(unet.forward(lightness, told), vividness: 0),
            unet.Decode(again.UNet.forward(lightness, told), vividness: 0),
            tolerance);
    }

    [Fact]
    public async Task The_bundled_set_goes_on_from_its_8_bits_as_what_ONNX_Runtime_makes_of_them()
    {
        PublishedSet bundled = await BundledSet.ReadAsync();
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        var start = new SetStart(bundled, bundled.Manifest.Classes);
        using var again = new StartedNetworks(start, bundled.Manifest.Classes.Count);
        Tensor lightness = full([Batch, 1, 128, 128], 0.5f) + (0.3f * linspace(-1, 1, 128).reshape(1, 1, 1, 128));
        using var alexNet = new OnnxNetwork(bundled.Files[Network.AlexNet]);
        using var unet = new OnnxNetwork(bundled.Files[Network.UNet]);

        // What is rounded between the layers is not part of the weights.
        Tensor probabilities = alexNet.Run((NetworkContract.Lightness, lightness));
        AssertClose(probabilities, again.AlexNet.forward(lightness).softmax(1), 0.05);
        Tensor colors = unet.Run(
            (NetworkContract.Lightness, lightness),
            (NetworkContract.ClassProbabilities, probabilities),
            (NetworkContract.Vividness, zeros(Batch)));
        AssertClose(colors, again.UNet.Decode(again.UNet.forward(lightness, probabilities), vividness: 0), 0.01);
    }

    [Fact]
    public void Settled_norms_leave_the_function_and_are_norms_again()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using UNetGray unet = RandomNetworks.UNet(Classes.Length, seed: 2);
        SetStart start = StartFrom(Classes, (Network.UNet, UNetGraph.Write(unet, WeightPrecision.Float32)));
        using var again = new UNetGray(Classes.Length);
        start.Put(Network.UNet, again);
        Tensor lightness = rand(8, 1, 128, 128);
        Tensor told = rand(8, Classes.Length).softmax(1);
        SettledNorms.Apply(again, () => again.forward(lightness, told));

        AssertClose(unet.forward(lightness, told), again.forward(lightness, told), 1e-3);

        // In training the norms use the statistics of the batch, which here are the very ones that they were given.
        again.train();
        AssertClose(unet.forward(lightness, told), again.forward(lightness, told), 1e-2);
    }

    [Fact]
    public void What_was_learned_of_a_class_goes_to_its_namesake_and_of_a_new_one_nothing_is_said()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using EnsembleGray ensemble = RandomNetworks.Ensemble(Classes.Length, seed: 3);
        SetStart start = StartFrom(["shore", "moon", "land"], (Network.Ensemble, ColorizerGraph.Write(ensemble, WeightPrecision.Float32)));
        using var again = new EnsembleGray(3);
        start.Put(Network.Ensemble, again);
        again.eval();
        Tensor lightness = rand(1, 1, 128, 128);

        AssertClose(ensemble.forward(lightness, OneHot(2)), again.forward(lightness, OneHot(0)), 1e-5);
        AssertClose(ensemble.forward(lightness, OneHot(0)), again.forward(lightness, OneHot(2)), 1e-5);
        AssertClose(ensemble.forward(lightness, zeros(1, 3)), again.forward(lightness, OneHot(1)), 1e-5);

        static Tensor OneHot(int index) => eye(3).narrow(0, index, 1);
    }

    [Fact]
    public void A_set_without_the_network_is_refused_by_name()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ResNetGray resNet = RandomNetworks.ResNet(seed: 4);
        SetStart start = StartFrom(Classes, (Network.ResNet, ColorizerGraph.Write(resNet, WeightPrecision.Float32)));
        using var unet = new UNetGray(Classes.Length);
        TrainingException exception = Assert.Throws<TrainingException>(() => start.Put(Network.UNet, unet));
        Assert.Equal("The set v1 has no unet to start from.", exception.Message);
    }

    [Fact]
    public void A_set_with_another_architecture_is_refused_with_both_shapes()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ResNetGray resNet = RandomNetworks.ResNet(seed: 4);
        SetStart start = StartFrom(Classes, (Network.AlexNet, ColorizerGraph.Write(resNet, WeightPrecision.Float32)));
        using var alexNet = new AlexNetGray(Classes.Length);
        TrainingException exception = Assert.Throws<TrainingException>(() => start.Put(Network.AlexNet, alexNet));
        Assert.StartsWith(
            "The alexnet of the set v1 has weights [64, 1, 7, 7] where this trainer's has [64, 1, 11, 11]. Start from a set",
            exception.Message,
            StringComparison.Ordinal);
    }

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.True(expected.std().item<float>() > 1e-4, "The network must say something for the comparison to mean anything.");
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, tolerance);
    }

    private static SetStart StartFrom(string[] classes, params (Network Network, byte[] File)[] networks)
    {
        var manifest = new ModelManifest(
            ModelManifest.CurrentSchema,
            "v1",
            DateTimeOffset.UnixEpoch,
            Classes,
            [.. networks.Select(network => ModelFile.Describe(network.Network, Classes.Length, network.File))],
            Normalization.Poster,
            [],
            []);
        Dictionary<Network, byte[]> files = networks.ToDictionary(network => network.Network, network => network.File);
        return new SetStart(new PublishedSet(new FolderModelRegistry("nowhere"), manifest, files, IsChosen: false), classes);
    }
}
