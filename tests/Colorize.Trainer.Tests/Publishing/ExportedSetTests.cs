using System.Runtime.InteropServices;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer.Export;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Publishing;

/// <summary>What the functions make of the trainer's four networks, against what libtorch makes of them.</summary>
[Trait("Category", "Long")]
public sealed class ExportedSetTests : IDisposable
{
    private static readonly string[] Classes = ["beer", "dog", "food", "rocket"];

    private readonly TemporaryFolder _folder = new();
    private readonly float[] _photo = [.. Enumerable.Range(0, NetworkContract.Pixels).Select(pixel => (pixel * 37 % 1000) / 1000f)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_set_with_all_four_is_used_as_the_setting_says_and_always_names_the_scene()
    {
        Answers expected = await PublishAsync();
        Assert.NotEqual(expected.ResNet, expected.Ensemble);
        foreach ((string setting, float[] ab) in new[]
            { ("auto", expected.UNet), ("unet", expected.UNet), ("ensemble", expected.Ensemble), ("resnet", expected.ResNet) })
        {
            ChromaPrediction prediction = await PredictAsync(setting);
            Assert.InRange(ab.Zip(prediction.Ab, (one, other) => MathF.Abs(one - other)).Max(), 0, 1e-4f * 255);
            Assert.Equal(expected.TopClasses.Select(top => top.Name), prediction.TopClasses.Select(top => top.Name));
            Assert.All(
                expected.TopClasses.Zip(prediction.TopClasses),
                pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-4f));
        }
    }

    private async Task<ChromaPrediction> PredictAsync(string network)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create($"{InferenceOptions.Section}:Network", (string?)network)]).Build())
            .AddLogging()
            .AddColorizeInference()
            .BuildServiceProvider();
        var bundled = new BundledModels(_folder.Path);
        CurrentModel current = (await bundled.ReadCurrentAsync(TestContext.Current.CancellationToken))!;
        LoadedModelSet set = await services.GetRequiredService<ModelSetLoader>()
            .LoadAsync(bundled, current.Version, TestContext.Current.CancellationToken);
        services.GetRequiredService<ActiveModelSet>().Replace(set);
        services.GetRequiredService<ActiveModelSet>().MarkInitialized();
        return await services.GetRequiredService<IChromaPredictor>().PredictAsync(
            _photo, cancellationToken: TestContext.Current.CancellationToken);
    }

    private Task<Answers> PublishAsync()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using AlexNetGray alexNet = RandomNetworks.AlexNet(Classes.Length, seed: 1);
        using ResNetGray resNet = RandomNetworks.ResNet(seed: 2);
        using EnsembleGray ensemble = RandomNetworks.Ensemble(Classes.Length, seed: 3);
        using UNetGray unet = RandomNetworks.UNet(Classes.Length, seed: 4);
        Dictionary<ModelFile, byte[]> files = new (Network Network, byte[] File)[]
        {
            (Network.AlexNet, AlexNetGraph.Write(alexNet, WeightPrecision.Float32)),
            (Network.ResNet, ColorizerGraph.Write(resNet, WeightPrecision.Float32)),
            (Network.Ensemble, ColorizerGraph.Write(ensemble, WeightPrecision.Float32)),
            (Network.UNet, UNetGraph.Write(unet, WeightPrecision.Float32)),
        }.ToDictionary(pair => ModelFile.Describe(pair.Network, Classes.Length, pair.File), pair => pair.File);

        Tensor lightness = tensor(_photo, [1, 1, NetworkContract.Size, NetworkContract.Size]);
        Tensor probabilities = alexNet.forward(lightness).softmax(1);
        IEnumerable<ClassProbability> classes = Classes.Zip(
            Values(probabilities), (name, probability) => new ClassProbability(name, probability));
        var answers = new Answers(
            ToAb(resNet.forward(lightness)),
            ToAb(ensemble.forward(lightness, probabilities)),
            ToAb(unet.Decode(unet.forward(lightness, probabilities), new InferenceOptions().Vividness)),
            [.. classes.OrderByDescending(one => one.Probability).Take(3)]);
        var manifest = new ModelManifest(
            ModelManifest.CurrentSchema, "v1", DateTimeOffset.UnixEpoch, Classes, [.. files.Keys], Normalization.Poster, [], []);
        return SaveAsync(new ModelSet(manifest, files, new ModelSetScores(null, [], null)), answers);
    }

    private async Task<Answers> SaveAsync(ModelSet set, Answers answers)
    {
        await new FolderModelRegistry(_folder.Path).PublishAsync(set.Manifest.Version, set.Files, TestContext.Current.CancellationToken);
        return answers;
    }

    private static float[] ToAb(Tensor chroma) => [.. Values(chroma).Select(value => (value * 255) - 128)];

    private static float[] Values(Tensor values) => MemoryMarshal.Cast<byte, float>(values.contiguous().bytes).ToArray();

    private sealed record Answers(float[] ResNet, float[] Ensemble, float[] UNet, IReadOnlyList<ClassProbability> TopClasses);
}
