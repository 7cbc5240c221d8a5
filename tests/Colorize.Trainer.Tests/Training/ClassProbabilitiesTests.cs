using System.Runtime.InteropServices;
using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Training;

[Collection(LibtorchRandomness.Name)]
public sealed class ClassProbabilitiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_picture_has_the_answer_of_the_classifier_whatever_the_order()
    {
        using CachedDataset dataset = await OpenAsync();

        // Both belong to the thread, which may be another one after awaiting.
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using AlexNetGray classifier = RandomNetworks.AlexNet(classes: 2, seed: 1);
        ClassProbabilities probabilities = Ask(classifier, dataset);

        foreach (HostBatch batch in Read(dataset, [3, 0, 2]))
        {
            Tensor expected = classifier.forward(TrainingObjective.Lightness(batch)).softmax(1);
            Assert.InRange((expected - probabilities.Of(batch)).abs().max().item<float>(), 0, 1e-6);
        }
    }

    [Fact]
    public async Task Of_pictures_that_the_classifier_learned_from_it_is_asked_about_crops()
    {
        using CachedDataset dataset = await OpenAsync();
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using AlexNetGray classifier = RandomNetworks.AlexNet(classes: 2, seed: 1);
        ClassProbabilities probabilities = Ask(classifier, dataset, 1, 2);

        HostBatch batch = Read(dataset, [0, 1, 2, 3]).Single();
        Tensor whole = classifier.forward(TrainingObjective.Lightness(batch)).softmax(1);
        var answers = new List<float[]>();
        for (int view = 0; view < ClassProbabilities.Views; view++)
        {
            batch.Draws.AsSpan().Fill(view);
            float[] distances = Values((probabilities.Of(batch) - whole).abs().sum(1));
            Assert.All(new[] { distances[0], distances[3] }, distance => Assert.InRange(distance, 0, 1e-6));
            Assert.All(new[] { distances[1], distances[2] }, distance => Assert.True(distance > 1e-5));
            answers.Add(distances);
        }

        Assert.Equal(ClassProbabilities.Views, answers.Select(distances => distances[1]).Distinct().Count());
    }

    [Fact]
    public async Task One_hot_takes_the_most_probable_class_as_certain()
    {
        using CachedDataset dataset = await OpenAsync();
        using IDisposable scope = NewDisposeScope();
        using AlexNetGray classifier = RandomNetworks.AlexNet(classes: 2, seed: 1);
        ClassProbabilities soft = Ask(classifier, dataset);
        ClassProbabilities hot = soft.MostProbable();

        foreach (HostBatch batch in Read(dataset, [0, 1, 2, 3]))
        {
            Assert.True(hot.Of(batch).argmax(1).Equals(soft.Of(batch).argmax(1)));
            Assert.All(Values(hot.Of(batch)), value => Assert.True(value is 0 or 1));
            Assert.Contains(Values(soft.Of(batch)), value => value is > 0.01f and < 0.99f);
        }
    }

    [Fact]
    public async Task Exchanged_answers_are_each_given_once_and_never_about_their_own_picture()
    {
        using CachedDataset dataset = await OpenAsync();
        using IDisposable scope = NewDisposeScope();
        using AlexNetGray classifier = RandomNetworks.AlexNet(classes: 2, seed: 1);
        ClassProbabilities own = Ask(classifier, dataset);
        HostBatch batch = Read(dataset, [0, 1, 2, 3]).Single();
        float[][] before = [.. Values(own.Of(batch)).Chunk(own.Classes)];
        for (int seed = 1; seed < 6; seed++)
        {
            float[][] after = [.. Values(own.Exchanged(dataset, seed).Of(batch)).Chunk(own.Classes)];
            Assert.All(before.Zip(after), pair => Assert.NotEqual(pair.First, pair.Second));
            Assert.Equal(before.OrderBy(answer => answer[0]), after.OrderBy(answer => answer[0]));
            Assert.Equal(after.SelectMany(answer => answer), Values(own.Exchanged(dataset, seed).Of(batch)));
        }
    }

    [Fact]
    public async Task The_truth_is_the_class_of_the_folder()
    {
        using CachedDataset dataset = await OpenAsync();
        using IDisposable scope = NewDisposeScope();
        HostBatch batch = Read(dataset, [3, 0]).Single();
        Assert.Equal([0f, 1f, 1f, 0f], Values(ClassProbabilities.Truth(dataset).Of(batch)));
    }

    [Fact]
    public async Task The_ensemble_learns_the_colours_of_uniform_pictures()
    {
        using CachedDataset dataset = await OpenUniformAsync();
        using AlexNetGray classifier = RandomNetworks.AlexNet(classes: 2, seed: 1);
        manual_seed(1);
        using var objective = new EnsembleObjective(Ask(classifier, dataset));
        TrainingOptions options = SmallRun.Options with { Epochs = 6, HalfSizeEpochs = 2, LearningRate = 3e-3 };
        TrainingState state = new TrainingRun(objective, dataset, options, _folder.At("run"), new SilentProgress())
            .Run(TestContext.Current.CancellationToken);
        Assert.True(state.History[^1].TrainingLoss < state.History[0].TrainingLoss / 2);
    }

    [Fact]
    public async Task The_unet_learns_skies_and_meadows_at_half_and_at_full_size()
    {
        using CachedDataset dataset = await Pictures.OpenAsync(
            _folder.At("cache"),
            [.. Enumerable.Range(0, 24).Select(index => ($"{(index < 12 ? "a" : "b")}/{index:00}", Pictures.Landscape(index)))]);
        ClassProbabilities truth = ClassProbabilities.Truth(dataset);
        manual_seed(1);
        using var objective = new UNetObjective(truth, dataset, TestContext.Current.CancellationToken);
        TrainingOptions options = SmallRun.Options with { Epochs = 8, HalfSizeEpochs = 4, BatchSize = 6, LearningRate = 3e-3 };
        TrainingState state = new TrainingRun(objective, dataset, options, _folder.At("run"), new SilentProgress())
            .Run(TestContext.Current.CancellationToken);
        string history = string.Join("; ", state.History);
        Assert.True(state.History[^1].TrainingLoss < state.History[0].TrainingLoss * 0.6, history);
        Assert.True(state.History[^1].ValidationLoss < state.History[0].ValidationLoss * 0.6, history);
    }

    [Fact]
    public async Task While_training_some_pictures_are_told_nothing_and_some_less_than_is_known()
    {
        using CachedDataset dataset = await OpenAsync();
        using IDisposable scope = NewDisposeScope();
        ClassProbabilities truth = ClassProbabilities.Truth(dataset);
        HostBatch batch = Read(dataset, [0, 1, 2, 3]).Single();
        var told = new List<float[]>();
        for (int draw = 0; draw < 500; draw++)
        {
            batch.Draws.AsSpan().Fill(draw);
            told.Add([.. Values(truth.Of(batch, withDoubt: true)).Take(2)]);
        }

        Assert.InRange(told.Count(answer => answer.Sum() == 0), 25, 80);
        Assert.InRange(told.Count(answer => answer[0] is > 0 and < 1), 70, 140);
        Assert.All(told.Where(answer => answer.Sum() > 0), answer => Assert.Equal(1, answer.Sum(), 1e-5f));
        Assert.All(Enumerable.Range(0, 4), _ => Assert.Equal([1f, 0f], Values(truth.Of(batch)).Take(2)));
    }

    private static float[] Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes).ToArray();

    private static ClassProbabilities Ask(AlexNetGray classifier, CachedDataset dataset, params int[] learned) =>
        ClassProbabilities.Ask(classifier, dataset, learned, TestContext.Current.CancellationToken);

    private static IEnumerable<HostBatch> Read(CachedDataset dataset, int[] rows) =>
        new DataLoader(dataset, batchSize: 4).Read(rows, augmentation: null, seed: 0, TestContext.Current.CancellationToken);

    private Task<CachedDataset> OpenAsync() => Pictures.OpenAsync(
        _folder.At("cache"),
        [.. Enumerable.Range(0, 4).Select(index => ($"{(index < 2 ? "a" : "b")}/{index}", Pictures.Landscape(index)))]);

    private Task<CachedDataset> OpenUniformAsync() => Pictures.OpenAsync(
        _folder.At("cache"),
        [.. Enumerable.Range(0, 16).Select(index =>
            ($"{(index < 8 ? "a" : "b")}/{index:00}", Pictures.Tensor((_, _) => (50 + index, index < 8 ? 40 : -40, 0))))]);
}
