using Colorize.Models;
using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Training;

[Trait("Category", "Long")]
[Collection(LibtorchRandomness.Name)]
public sealed class FineTunedEnsembleTests : IDisposable
{
    private const string Best = "best.safetensors";

    private static readonly TrainingOptions Options = SmallRun.Options with { Epochs = 2, FineTuneClassifier = true };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_classifier_learns_along_and_is_exported_with_its_ensemble()
    {
        using CachedDataset dataset = await OpenAsync();
        WorkFolder work = WorkWithClassifier("work", dataset);
        Train(dataset, work, Options);

        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var pair = new ClassifiedEnsemble(new AlexNetGray(2), new EnsembleGray(2));
        Checkpoint.LoadWeights(Path.Combine(work.RunOf(Network.Ensemble), Best), pair);
        pair.eval();
        Assert.All(ClassifierBefore(work), weight => Assert.False(weight.Value.Equals(pair.Classifier.state_dict()[weight.Key]), $"{weight.Key} is as before."));

        using var classifier = new OnnxNetwork(ExportedNetwork.FromRun(Network.AlexNet, work, threads: 1)!.File);
        using var ensemble = new OnnxNetwork(ExportedNetwork.FromRun(Network.Ensemble, work, threads: 1)!.File);
        Tensor lightness = rand(3, 1, 128, 128);
        (Tensor chroma, Tensor logits) = pair.forward(lightness);
        Tensor probabilities = classifier.Run((NetworkContract.Lightness, lightness));
        Tensor colored = ensemble.Run((NetworkContract.Lightness, lightness), (NetworkContract.ClassProbabilities, probabilities));
        AssertClose(logits.softmax(1), probabilities);
        AssertClose(chroma, colored);
    }

    [Fact]
    public async Task Without_being_told_to_the_classifier_stays_as_it_was_bit_for_bit()
    {
        using CachedDataset dataset = await OpenAsync();
        WorkFolder work = WorkWithClassifier("work", dataset);
        byte[] before = ExportedNetwork.FromRun(Network.AlexNet, work, threads: 1)!.File;
        Train(dataset, work, Options with { FineTuneClassifier = false });
        Assert.Equal(before, ExportedNetwork.FromRun(Network.AlexNet, work, threads: 1)!.File);
    }

    [Fact]
    public async Task A_stopped_run_goes_on_with_both_networks_and_ends_as_one_that_was_not()
    {
        using CachedDataset dataset = await OpenAsync();
        WorkFolder whole = WorkWithClassifier("whole", dataset);
        WorkFolder stopped = WorkWithClassifier("stopped", dataset);
        Train(dataset, whole, Options);
        Assert.ThrowsAny<OperationCanceledException>(() => Train(dataset, stopped, Options, stopAfterSteps: 3));
        Assert.True(File.Exists(Path.Combine(stopped.RunOf(Network.Ensemble), "checkpoint.safetensors")));
        Train(dataset, stopped, Options);

        using SafetensorsFile expected = SafetensorsFile.Read(Path.Combine(whole.RunOf(Network.Ensemble), Best));
        using SafetensorsFile actual = SafetensorsFile.Read(Path.Combine(stopped.RunOf(Network.Ensemble), Best));
        Assert.Contains(expected.Tensors.Keys, name => name.StartsWith("classifier.", StringComparison.Ordinal));
        Assert.All(expected.Tensors, pair => Assert.True(pair.Value.Equals(actual.Tensors[pair.Key]), $"{pair.Key} differs."));
    }

    // Weights that are stored as float16 may move an output by as much.
    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-3);

    private static Dictionary<string, Tensor> ClassifierBefore(WorkFolder work)
    {
        var classifier = new AlexNetGray(2);
        Checkpoint.LoadWeights(Path.Combine(work.RunOf(Network.AlexNet), Best), classifier);
        return classifier.state_dict();
    }

    private static void Train(CachedDataset dataset, WorkFolder work, TrainingOptions options, int stopAfterSteps = int.MaxValue)
    {
        using var stop = new CancellationTokenSource();
        using TrainingObjective objective = new Objectives(dataset, work, string.Empty, string.Empty, TextWriter.Null)
            .Create(Network.Ensemble, options, TestContext.Current.CancellationToken);
        new TrainingRun(objective, dataset, options, work.RunOf(Network.Ensemble), new StepCounter(stopAfterSteps, stop.Cancel)).Run(stop.Token);
    }

    /// <summary>A work folder with a classifier that is as good as any for this.</summary>
    private WorkFolder WorkWithClassifier(string name, CachedDataset dataset)
    {
        var work = new WorkFolder(_folder.At(name));
        Directory.CreateDirectory(work.RunOf(Network.AlexNet));
        using IDisposable scope = NewDisposeScope();
        using AlexNetGray classifier = RandomNetworks.AlexNet(classes: 2, seed: 1);
        var state = new TrainingState(SmallRun.Options, Network.AlexNet, dataset.ClassNames, 1, [new EpochRecord(1, 1, 1, 1)]);
        new Checkpoint(work.RunOf(Network.AlexNet)).SaveBest(state, classifier.state_dict());
        return work;
    }

    private Task<CachedDataset> OpenAsync() => Pictures.OpenAsync(
        _folder.At("cache"),
        [.. Enumerable.Range(0, 12).Select(index => ($"{(index < 6 ? "land" : "shore")}/{index:00}", Pictures.Landscape(index)))]);
}
