using Colorize.Inference;
using Colorize.Models;
using Colorize.Tests.Onnx;

namespace Colorize.Tests.Inference;

public sealed class PredictionTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_resnet_predicts_in_lab_units()
    {
        using var set = TestModelSet.WithResNet();
        await using InferenceHost host = new();
        await host.UseAsync(set);

        var photo = Photos.Random(1);
        var prediction = await host.Predictor.PredictAsync(photo, _cancel);

        var a = photo.Select(l => (((0.25f * l) + 0.5f) * 255) - 128);
        var b = photo.Select(l => (((-0.5f * l) + 1) * 255) - 128);
        Assert.True(Photos.LargestDifference([.. a, .. b], prediction.Ab) < 1e-3f);
        Assert.Equal("v1", prediction.ModelVersion);
        Assert.Empty(prediction.TopClasses);
    }

    [Fact]
    public async Task The_ensemble_is_told_the_classes_and_names_the_best_three()
    {
        float[] logits = [0, 3, 1, 2];
        (float A, float B)[] tints = [(0.1f, 0), (0.2f, 0.5f), (0.3f, 0), (0.4f, -0.5f)];
        using var set = TestModelSet.WithEnsemble(TestNetworks.AlexNet(logits), TestNetworks.Ensemble(tints), andResNet: true);
        await using InferenceHost host = new();
        await host.UseAsync(set);

        var photo = Photos.Random(2);
        var prediction = await host.Predictor.PredictAsync(photo, _cancel);

        float[] weights = [.. logits.Select(MathF.Exp)];
        float[] probabilities = [.. weights.Select(weight => weight / weights.Sum())];
        var a = probabilities.Zip(tints, (probability, tint) => probability * tint.A).Sum();
        var b = probabilities.Zip(tints, (probability, tint) => probability * tint.B).Sum();
        float[] expected = [.. photo.Select(l => ((l + a) * 255) - 128), .. photo.Select(l => ((l + b) * 255) - 128)];
        Assert.True(Photos.LargestDifference(expected, prediction.Ab) < 1e-3f);

        Assert.Equal(["dog", "rocket", "food"], prediction.TopClasses.Select(top => top.Name));
        Assert.All(
            prediction.TopClasses.Zip([probabilities[1], probabilities[3], probabilities[2]]),
            pair => Assert.Equal(pair.Second, pair.First.Probability, 1e-5f));
    }

    [Theory]
    [InlineData("auto", 1, 0)]
    [InlineData("Ensemble", 1, 0)]
    [InlineData("resnet", 0.25f, 0.5f)]
    public async Task The_setting_chooses_the_colorizer_and_the_classifier_names_the_scene_anyway(string network, float slope, float offset)
    {
        using var set = TestModelSet.WithEnsemble(TestNetworks.AlexNet(0, 1, 2, 3), TestNetworks.Ensemble(new (float, float)[4]), andResNet: true);
        await using InferenceHost host = new(("Network", network));
        await host.UseAsync(set);

        var photo = Photos.Random(3);
        var prediction = await host.Predictor.PredictAsync(photo, _cancel);
        float[] a = [.. photo.Select(l => (((slope * l) + offset) * 255) - 128)];
        Assert.True(Photos.LargestDifference(a, prediction.Ab[..a.Length]) < 1e-3f);
        Assert.Equal(["rocket", "food", "dog"], prediction.TopClasses.Select(top => top.Name));
    }

    [Fact]
    public async Task A_plane_of_another_size_is_refused_at_once()
    {
        await using InferenceHost host = new();
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => host.Predictor.PredictAsync(new float[64 * 64], _cancel));
        Assert.Contains("4096 values; 128×128 are needed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_models_every_request_is_told_so()
    {
        await using InferenceHost host = new();
        host.Get<ActiveModelSet>().Settle();
        var requests = Enumerable.Range(0, 20).Select(seed => host.Predictor.PredictAsync(Photos.Random(seed), _cancel)).ToArray();
        foreach (var request in requests)
        {
            await Assert.ThrowsAsync<ModelsUnavailableException>(() => request);
        }
    }

    [Fact]
    public async Task The_bundled_models_colour_within_the_gamut_and_alike_alone_and_together()
    {
        BundledModels bundled = new(BundledModels.DefaultFolder);
        var current = await bundled.ReadCurrentAsync(_cancel);
        Assert.NotNull(current);

        await using InferenceHost host = new();
        using var loaded = await host.Get<ModelSetLoader>().LoadAsync(bundled, current.Version, _cancel);
        var photos = Enumerable.Range(0, 16).Select(seed => new ReadOnlyMemory<float>(Photos.Random(seed))).ToArray();
        var together = loaded.Predict(photos);

        Assert.All(together, prediction => Assert.InRange(prediction.Ab.Max(MathF.Abs), 0.1f, 128));
        Assert.All(photos.Zip(together), pair =>
            Assert.True(Photos.LargestDifference(loaded.Predict([pair.First])[0].Ab, pair.Second.Ab) < 1e-5f * 255));
    }
}
