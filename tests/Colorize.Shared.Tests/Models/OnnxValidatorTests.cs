using Colorize.Models;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Models;

/// <summary>What a network's file must not have, whatever it is called.</summary>
public sealed class OnnxValidatorTests
{
    [Fact]
    public async Task Every_bundled_network_passes()
    {
        BundledModels bundled = new(BundledModels.DefaultFolder);
        string version = (await bundled.ReadCurrentAsync(TestContext.Current.CancellationToken))!.Version;
        ModelManifest manifest = await bundled.ReadManifestAsync(version, TestContext.Current.CancellationToken);
        Assert.NotEmpty(manifest.Files);
        foreach (ModelFile file in manifest.Files)
        {
            OnnxValidator.Check(await bundled.ReadNetworkAsync(version, file, TestContext.Current.CancellationToken), file.Name);
        }
    }

    [Theory]
    [InlineData("Loop")]
    [InlineData("If")]
    [InlineData("Scan")]
    [InlineData("SequenceMap")]
    [InlineData("Einsum")]
    [InlineData("conv")]
    [InlineData("")]
    public void Operators_that_the_exporter_does_not_write_are_refused(string name) => Assert.Contains(
        $"it has the operator \"{name}\"", Refusal(Graph(new ProtobufWriter().Message(1, Node(name)))), StringComparison.Ordinal);

    [Fact]
    public void The_last_of_two_names_does_not_hide_the_first() =>
        Assert.Contains(
            "\"Loop\"", Refusal(Graph(new ProtobufWriter().Message(1, Node("Relu").Text(4, "Loop")))), StringComparison.Ordinal);

    [Fact]
    public void Operators_of_other_makers_are_refused() => Assert.Contains(
        "of the domain \"com.microsoft\"",
        Refusal(Graph(new ProtobufWriter().Message(1, Node("Conv").Text(7, "com.microsoft")))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(22)]
    public void Graphs_and_sparse_weights_in_a_node_are_refused(int field) => Assert.Contains(
        "a graph within a node",
        Refusal(Graph(new ProtobufWriter().Message(1, Node("Conv").Message(5, new ProtobufWriter().Message(field, new()))))),
        StringComparison.Ordinal);

    [Fact]
    public void Weights_in_other_files_are_refused_wherever_they_are_mentioned()
    {
        ProtobufWriter location = new ProtobufWriter().Text(1, "location").Text(2, "../../etc/passwd");
        ProtobufWriter outside = new ProtobufWriter().Number(1, 1).Number(2, 1).Message(13, location).Number(14, 1);
        string[] refusals =
        [
            Refusal(Graph(new ProtobufWriter().Message(5, outside))),
            Refusal(Graph(new ProtobufWriter().Message(5, new ProtobufWriter().Number(14, 1)))),
            Refusal(Graph(new ProtobufWriter().Message(1, Node("Conv").Message(5, new ProtobufWriter().Message(5, outside))))),
        ];
        Assert.All(refusals, refusal => Assert.Contains("weights in another file", refusal, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(25)]
    public void Functions_and_training_graphs_are_refused(int field) => Assert.Contains(
        "functions or training graphs",
        Refusal(new ProtobufWriter().Message(7, new()).Message(field, new()).ToArray()),
        StringComparison.Ordinal);

    [Fact]
    public void A_second_graph_is_judged_too() => Assert.Contains(
        "\"Loop\"",
        Refusal(new ProtobufWriter().Message(7, new()).Message(7, new ProtobufWriter().Message(1, Node("Loop"))).ToArray()),
        StringComparison.Ordinal);

    [Fact]
    public void More_nodes_than_any_network_has_are_refused()
    {
        ProtobufWriter graph = new ProtobufWriter().Message(11, new ProtobufWriter().Text(1, "l"));
        for (int node = 0; node <= 4096; node++)
        {
            graph.Message(1, Node("Relu"));
        }

        Assert.Contains("more than 4,096 nodes", Refusal(Graph(graph)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Expand")]
    [InlineData("Resize")]
    [InlineData("Pad")]
    [InlineData("Mul")]
    public void Constants_that_could_grow_while_the_file_is_loaded_are_refused(string name) => Assert.Contains(
        $"its operator \"{name}\" computes with weights alone", Refusal(OfWeights(name, nodes: 1)), StringComparison.Ordinal);

    [Fact]
    public void Constants_that_are_written_in_another_way_pass_while_they_are_few()
    {
        OnnxValidator.Check(OfWeights("Cast", nodes: 2), "resnet.onnx");
        Assert.Contains("\"Cast\" computes with weights alone", Refusal(OfWeights("Cast", nodes: 1000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_claim_more_than_the_file_holds_are_refused()
    {
        byte[] packed = [0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0xFF, 0xFF, 0xFF, 0xFF, 0x07];
        string[] refusals =
        [
            Refusal(Graph(new ProtobufWriter().Message(5, new ProtobufWriter().Number(1, 1 << 20).Number(1, 1 << 20).Text(8, "w")))),
            Refusal(Graph(new ProtobufWriter().Message(5, new ProtobufWriter().Bytes(1, packed).Text(8, "w")))),
            Refusal(Graph(new ProtobufWriter().Message(5, new ProtobufWriter().Number(1, -1).Text(8, "w")))),
        ];
        Assert.All(refusals, refusal => Assert.Contains("claim more values than the file can hold", refusal, StringComparison.Ordinal));
    }

    [Fact]
    public void Nodes_that_use_what_is_made_later_are_refused() => Assert.Contains(
        "\"l\" is used before it is made", Refusal(Graph(new ProtobufWriter().Message(1, Node("Relu")))), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_model_are_refused_and_read_to_no_end()
    {
        byte[] whole = TestNetworks.ResNet();
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] damaged = whole[..length];
            if (length > 0)
            {
                damaged[length / 2] ^= 0xFF;
            }

            Exception? refused = Record.Exception(() => OnnxValidator.Check(damaged, "resnet.onnx"));
            Assert.True(refused is null or ModelSetException, $"{length}: {refused}");
        }

        Assert.Equal("resnet.onnx: it is no ONNX model. Publish the model set again.", Refusal([]));

        // A tag of more than 29 bits, which a careless reader would cut down to that of the graph.
        Assert.Equal("resnet.onnx: it is no ONNX model. Publish the model set again.", Refusal([0xBA, 0x80, 0x80, 0x80, 0x70, 0]));
    }

    private static ProtobufWriter Node(string type) => new ProtobufWriter().Text(1, "l").Text(2, "ab").Text(4, type);

    // Weights of 100 values, which are turned into others, one after the other.
    private static byte[] OfWeights(string type, int nodes)
    {
        ProtobufWriter graph = new ProtobufWriter().Message(
            5, new ProtobufWriter().Number(1, 100).Number(2, 1).Text(8, "value0").Bytes(9, new byte[400]));
        for (int node = 0; node < nodes; node++)
        {
            graph.Message(1, new ProtobufWriter().Text(1, $"value{node}").Text(2, $"value{node + 1}").Text(4, type));
        }

        return Graph(graph);
    }

    private static byte[] Graph(ProtobufWriter graph) => new ProtobufWriter().Number(1, 8).Message(7, graph).ToArray();

    private static string Refusal(byte[] onnx) => Assert.Throws<ModelSetException>(() => OnnxValidator.Check(onnx, "resnet.onnx")).Message;
}
