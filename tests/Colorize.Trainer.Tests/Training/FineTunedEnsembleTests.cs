using Colorize.Models;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Training;

[Trait("Category", "Long")]
[Collection(LibtorchRandomness.Name)]
public sealed class FineTunedEnsembleTests(FineTunedRun run) : IClassFixture<FineTunedRun>
{
    [Fact]
    public void The_classifier_learns_along_and_is_exported_with_its_ensemble()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using var pair = new ClassifiedEnsemble(new AlexNetGray(2), new EnsembleGray(2));
        Checkpoint.LoadWeights(new Checkpoint(run.Whole.RunOf(Network.Ensemble)).BestPath, pair);
        pair.eval();
        Assert.All(
            ClassifierBefore(),
            weight => Assert.False(weight.Value.Equals(pair.Classifier.state_dict()[weight.Key]), $"{weight.Key} is as before."));

        using var classifier = new OnnxNetwork(ExportedNetwork.FromRun(Network.AlexNet, run.Whole, threads: 1)!.File);
        using var ensemble = new OnnxNetwork(ExportedNetwork.FromRun(Network.Ensemble, run.Whole, threads: 1)!.File);
        Tensor lightness = rand(3, 1, 128, 128);
        (Tensor chroma, Tensor logits) = pair.forward(lightness);
        Tensor probabilities = classifier.Run((NetworkContract.Lightness, lightness));
        Tensor colored = ensemble.Run((NetworkContract.Lightness, lightness), (NetworkContract.ClassProbabilities, probabilities));
        AssertClose(logits.softmax(1), probabilities);
        AssertClose(chroma, colored);
    }

    [Fact]
    public void Without_being_told_to_the_classifier_stays_as_it_was_bit_for_bit()
    {
        WorkFolder work = run.WorkWithClassifier("frozen");
        byte[] before = ExportedNetwork.FromRun(Network.AlexNet, work, threads: 1)!.File;
        run.Train(work, FineTunedRun.Options with { Epochs = 1, FineTuneClassifier = false });
        Assert.Equal(before, ExportedNetwork.FromRun(Network.AlexNet, work, threads: 1)!.File);
    }

    [Fact]
    public void A_stopped_run_goes_on_with_both_networks_and_ends_as_one_that_was_not()
    {
        WorkFolder stopped = run.WorkWithClassifier("stopped");
        Assert.ThrowsAny<OperationCanceledException>(() => run.Train(stopped, FineTunedRun.Options, stopAfterSteps: 3));
        Assert.True(File.Exists(new Checkpoint(stopped.RunOf(Network.Ensemble)).LatestPath));
        run.Train(stopped, FineTunedRun.Options);

        using SafetensorsFile expected = SafetensorsFile.Read(new Checkpoint(run.Whole.RunOf(Network.Ensemble)).BestPath);
        using SafetensorsFile actual = SafetensorsFile.Read(new Checkpoint(stopped.RunOf(Network.Ensemble)).BestPath);
        Assert.Contains(expected.Tensors.Keys, name => name.StartsWith("classifier.", StringComparison.Ordinal));
        Assert.All(expected.Tensors, pair => Assert.True(pair.Value.Equals(actual.Tensors[pair.Key]), $"{pair.Key} differs."));
    }

    // Weights that are stored as float16 may move an output by as much.
    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-3);

    private Dictionary<string, Tensor> ClassifierBefore()
    {
        var classifier = new AlexNetGray(2);
        Checkpoint.LoadWeights(new Checkpoint(run.Whole.RunOf(Network.AlexNet)).BestPath, classifier);
        return classifier.state_dict();
    }
}
