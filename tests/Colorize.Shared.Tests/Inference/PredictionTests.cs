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

        float[] photo = Photos.Random(1);
        ChromaPrediction prediction = await host.Predictor.PredictAsync(photo, cancellationToken: _cancel);

        IEnumerable<float> a = photo.Select(l => (((0.25f * l) + 0.5f) * 255) - 128);
        IEnumerable<float> b = photo.Select(l => (((-0.5f * l) + 1) * 255) - 128);
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

        float[] photo = Photos.Random(2);
        ChromaPrediction prediction = await host.Predictor.PredictAsync(photo, cancellationToken: _cancel);

        float[] weights = [.. logits.Select(MathF.Exp)];
        float[] probabilities = [.. weights.Select(weight => weight / weights.Sum())];
        float a = probabilities.Zip(tints, (probability, tint) => probability * tint.A).Sum();
        float b = probabilities.Zip(tints, (probability, tint) => probability * tint.B).Sum();
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
        using var set = TestModelSet.WithEnsemble(
            TestNetworks.AlexNet(0, 1, 2, 3), TestNetworks.Ensemble(new (float, float)[4]), andResNet: true);
        await using InferenceHost host = new(("Network", network));
        await host.UseAsync(set);

        float[] photo = Photos.Random(3);
        ChromaPrediction prediction = await host.Predictor.PredictAsync(photo, cancellationToken: _cancel);
        float[] a = [.. photo.Select(l => (((slope * l) + offset) * 255) - 128)];
        Assert.True(Photos.LargestDifference(a, prediction.Ab[..a.Length]) < 1e-3f);
        Assert.Equal(["rocket", "food", "dog"], prediction.TopClasses.Select(top => top.Name));
    }

    [Fact]
    public async Task A_plane_of_another_size_is_refused_at_once()
    {
        await using InferenceHost host = new();
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            () => host.Predictor.PredictAsync(new float[64 * 64], cancellationToken: _cancel));
        Assert.Contains("4096 values; 128×128 are needed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_models_every_request_is_told_so()
    {
        await using InferenceHost host = new();
        host.Get<ActiveModelSet>().MarkInitialized();
        Task<ChromaPrediction>[] requests = Enumerable.Range(0, 20)
            .Select(seed => host.Predictor.PredictAsync(Photos.Random(seed), cancellationToken: _cancel)).ToArray();
        foreach (Task<ChromaPrediction> request in requests)
        {
            await Assert.ThrowsAsync<ModelsUnavailableException>(() => request);
        }
    }

    [Fact]
    public async Task Photographs_of_one_batch_may_ask_for_networks_and_vividness_of_their_own()
    {
        using var set = TestModelSet.With(new()
        {
            [Network.AlexNet] = TestNetworks.AlexNet(0, 1, 2, 3),
            [Network.UNet] = TestNetworks.UNet(classes: 4),
            [Network.ResNet] = TestNetworks.ResNet(),
        });
        await using InferenceHost host = new(("Vividness", "0.25"));
        LoadedModelSet loaded = await host.UseAsync(set);
        float[] photo = Photos.Random(3);
        ColorPreferences[] preferences =
            [default, new(Network.ResNet), new(Network.UNet, 1), new(Vividness: 0), new(Network.Ensemble)];

        ChromaPrediction[] answers = loaded.Predict([.. preferences.Select(one => new PhotoInput(photo, one))]);

        Assert.Equal([Network.UNet, Network.ResNet, Network.UNet, Network.UNet, Network.UNet], answers.Select(answer => answer.Network));
        Assert.Equal([0.25f, null, 1, 0, 0.25f], answers.Select(answer => answer.Vividness));
        float[] b = [.. answers.Select(answer => answer.Ab[^1])];
        Assert.Equal((0.25f * 255) - 128, b[0], 1e-3f);
        Assert.Equal((((-0.5f * photo[^1]) + 1) * 255) - 128, b[1], 1e-3f);
        Assert.Equal(127, b[2], 1e-3f);
        Assert.Equal(-128, b[3], 1e-3f);
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("auto", "", null, null)]
    [InlineData("UNet", "0.75", Network.UNet, 0.75f)]
    [InlineData("ensemble", "1", Network.Ensemble, 1f)]
    public void Preferences_are_read_as_people_write_them(string? network, string? vividness, Network? expected, float? strength) =>
        Assert.Equal(new ColorPreferences(expected, strength), ColorPreferences.Parse(network, vividness));

    [Theory]
    [InlineData("alexnet", null)]
    [InlineData("a photograph", null)]
    [InlineData(null, "1.5")]
    [InlineData(null, "-1")]
    [InlineData(null, "NaN")]
    [InlineData(null, "0,5")]
    public void Preferences_that_cannot_be_met_say_what_would_be_right(string? network, string? vividness) =>
        Assert.Contains(
            " must be ",
            Assert.Throws<FormatException>(() => ColorPreferences.Parse(network, vividness)).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task The_bundled_models_colour_within_the_gamut_and_alike_alone_and_together()
    {
        BundledModels bundled = new(BundledModels.DefaultFolder);
        CurrentModel? current = await bundled.ReadCurrentAsync(_cancel);
        Assert.NotNull(current);

        await using InferenceHost host = new();
        using LoadedModelSet loaded = await host.Get<ModelSetLoader>().LoadAsync(bundled, current.Version, _cancel);
        PhotoInput[] photos = [.. Enumerable.Range(0, 16).Select(seed => new PhotoInput(Photos.Random(seed)))];
        ChromaPrediction[] together = loaded.Predict(photos);

        Assert.All(together, prediction => Assert.InRange(prediction.Ab.Max(MathF.Abs), 0.1f, 128));
        Assert.All(photos.Zip(together), pair =>
            Assert.True(Photos.LargestDifference(loaded.Predict([pair.First])[0].Ab, pair.Second.Ab) < 1e-5f * 255));
    }
}
