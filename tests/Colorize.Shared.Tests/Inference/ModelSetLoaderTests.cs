using Colorize.Inference;
using Colorize.Models;
using Colorize.Tests.Onnx;
using Microsoft.Extensions.Time.Testing;
using Microsoft.ML.OnnxRuntime;

namespace Colorize.Tests.Inference;

public sealed class ModelSetLoaderTests
{
    [Fact]
    public async Task A_network_of_another_output_name_is_refused() => Assert.Equal(
        "v1/resnet.onnx: its outputs are rgb [N, 2, 128, 128] of Float; they must be ab [N, 2, 128, 128], of float32.",
        await RefusalAsync(TestModelSet.WithResNet(onnx: TestNetworks.ResNet(output: new("rgb", [-1, 2, 128, 128])))));

    [Fact]
    public async Task A_network_of_another_kind_is_refused() => Assert.Contains(
        "v1/resnet.onnx: its outputs are class_probabilities [N, 4] of Float",
        await RefusalAsync(TestModelSet.WithResNet(onnx: TestNetworks.AlexNet(0, 1, 2, 3))), StringComparison.Ordinal);

    [Fact]
    public async Task A_classifier_of_another_number_of_classes_is_refused() => Assert.Contains(
        "v1/alexnet.onnx: its outputs are class_probabilities [N, 3] of Float; they must be class_probabilities [N, 4]",
        await RefusalAsync(TestModelSet.WithEnsemble(TestNetworks.AlexNet(0, 1, 2), TestNetworks.Ensemble(new (float, float)[4]))),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_network_without_the_class_input_is_no_ensemble() => Assert.Contains(
        "v1/ensemble.onnx: its inputs are l [N, 1, 128, 128] of Float; they must be l [N, 1, 128, 128], class_probabilities [N, 4]",
        await RefusalAsync(TestModelSet.WithEnsemble(TestNetworks.AlexNet(0, 1, 2, 3), TestNetworks.ResNet())), StringComparison.Ordinal);

    [Fact]
    public async Task Bytes_that_are_no_network_are_refused() => Assert.StartsWith(
        "v1/resnet.onnx: it is no ONNX model.",
        await RefusalAsync(TestModelSet.WithResNet(onnx: [.. Enumerable.Repeat((byte)0x5A, 5000)])), StringComparison.Ordinal);

    [Fact]
    public async Task A_network_that_answers_with_no_numbers_is_refused() => Assert.Contains(
        "values that are not numbers",
        await RefusalAsync(TestModelSet.WithResNet(onnx: TestNetworks.ResNet(bias: float.NaN))), StringComparison.Ordinal);

    [Fact]
    public async Task An_altered_network_is_refused_before_it_is_loaded()
    {
        var set = TestModelSet.WithResNet();
        await File.WriteAllBytesAsync(
            set.PathOf(Network.ResNet), [.. set.Onnx(Network.ResNet).Select(value => (byte)~value)], TestContext.Current.CancellationToken);
        Assert.Contains("SHA-256", await RefusalAsync(set), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_without_the_ensemble_is_refused_where_the_ensemble_is_wanted() => Assert.Contains(
        "files lacks alexnet or ensemble", await RefusalAsync(TestModelSet.WithResNet(), "ensemble"), StringComparison.Ordinal);

    [Fact]
    public async Task A_set_without_the_resnet_is_refused_where_the_resnet_is_wanted() => Assert.Contains(
        "files lacks resnet",
        await RefusalAsync(
            TestModelSet.WithEnsemble(TestNetworks.AlexNet(0, 1, 2, 3), TestNetworks.Ensemble(new (float, float)[4])), "resnet"),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_network_that_does_not_answer_in_its_time_is_refused_and_stopped()
    {
        using TestModelSet set = TestModelSet.WithResNet(onnx: TestNetworks.EndlessResNet());
        await using InferenceHost host = new(stored: null, set.Store);
        Task<LoadedModelSet> loading = host.Get<ModelSetLoader>().LoadAsync(set.Store, set.Version, TestContext.Current.CancellationToken);
        FakeTimeProvider clock = (FakeTimeProvider)host.Get<TimeProvider>();
        await Eventually.HoldsAsync(() => loading.IsCompleted, () => clock.Advance(ModelSetLoader.MaxTrialTime));

        ModelSetException refused = await Assert.ThrowsAsync<ModelSetException>(() => loading);
        Assert.Equal("v1/manifest.json: its networks did not answer a grey square within 120 s.", refused.Message);
    }

    [Fact]
    public async Task A_network_that_asks_for_more_memory_than_there_is_for_all_is_refused()
    {
        string refusal = await RefusalAsync(TestModelSet.WithResNet(onnx: TestNetworks.GreedyResNet()));
        Assert.StartsWith("v1/manifest.json: its networks fail on a grey square:", refusal, StringComparison.Ordinal);
        Assert.Contains("requested bytes of 4294967296", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Networks_that_are_told_to_stop_do()
    {
        await using InferenceHost host = new();
        using TestModelSet quick = TestModelSet.WithResNet();
        LoadedModelSet loaded = await host.UseAsync(quick);
        PhotoInput photo = new(Photos.Random(1));
        Assert.Single(loaded.Predict([photo]));

        loaded.Terminate();
        Assert.Throws<OnnxRuntimeException>(() => loaded.Predict([photo]));
    }

    private static async Task<string> RefusalAsync(TestModelSet set, string network = "auto")
    {
        using (set)
        {
            await using InferenceHost host = new(("Network", network));
            ModelSetLoader loader = host.Get<ModelSetLoader>();
            ModelSetException refused = await Assert.ThrowsAsync<ModelSetException>(
                () => loader.LoadAsync(set.Store, set.Version, TestContext.Current.CancellationToken));
            return refused.Message;
        }
    }
}
