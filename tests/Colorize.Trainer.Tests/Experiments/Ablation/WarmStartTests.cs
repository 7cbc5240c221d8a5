using Colorize.Models;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Experiments.Ablation;

public sealed class WarmStartTests : IDisposable
{
    private readonly SmallExperiment _experiment = new();

    public WarmStartTests() => _experiment.WriteResNet();

    public void Dispose() => _experiment.Dispose();

    [Fact]
    public void An_ensemble_starts_as_the_very_same_function_whatever_it_is_told()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ResNetGray resNet = RandomNetworks.ResNet(seed: 5);
        using EnsembleGray ensemble = RandomNetworks.Ensemble(classes: 3, seed: 6);
        WarmStart.Put(_experiment.ResNetWeights, resNet);
        WarmStart.Put(_experiment.ResNetWeights, ensemble);

        Tensor lightness = rand(2, 1, 128, 128);
        Tensor expected = resNet.forward(lightness);
        Assert.InRange(expected.std().item<float>(), 0.001f, float.MaxValue);
        Assert.InRange((expected - ensemble.forward(lightness, eye(2, 3))).abs().max().item<float>(), 0, 1e-5);
        Assert.InRange((expected - ensemble.forward(lightness, rand(2, 3))).abs().max().item<float>(), 0, 1e-5);
    }

    [Fact]
    public async Task Trained_from_the_run_of_a_resnet_the_ensemble_begins_with_the_resnets_answers()
    {
        using OpenedDataset pictures = await _experiment.OpenAsync();
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ResNetGray resNet = RandomNetworks.ResNet(seed: 5);
        WarmStart.Put(_experiment.ResNetWeights, resNet);
        using StringWriter log = new();
        Objectives objectives = new(pictures.Training, _experiment.Work(), string.Empty, _experiment.ResNetWeights, set: null, log);
        using EnsembleObjective objective = objectives.CreateEnsemble(
            ClassProbabilities.Truth(pictures.Training), new TrainingOptions(), TestContext.Current.CancellationToken);
        objective.Network.eval();
        resNet.eval();

        HostBatch batch = new DataLoader(pictures.Training, 4)
            .Read([0, 1, 2, 3], augmentation: null, seed: 0, TestContext.Current.CancellationToken)
            .Single();
        Tensor answer = objective.Ensemble.forward(TrainingObjective.Lightness(batch).cpu(), eye(4, 2));
        Assert.InRange((resNet.forward(TrainingObjective.Lightness(batch).cpu()) - answer).abs().max().item<float>(), 0, 1e-4);
        Assert.Contains("starts as the trained resnet", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ensemble_whose_classifier_learns_along_starts_as_the_resnet_too()
    {
        _experiment.WriteClassifier();
        using OpenedDataset pictures = await _experiment.OpenAsync();
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using ResNetGray resNet = RandomNetworks.ResNet(seed: 5);
        WarmStart.Put(_experiment.ResNetWeights, resNet);
        Objectives objectives = new(
            pictures.Training, _experiment.Work(), string.Empty, _experiment.ResNetWeights, set: null, TextWriter.Null);
        TrainingOptions options = new() { FineTuneClassifier = true };
        using TrainingObjective objective = objectives.Create(Network.Ensemble, options, TestContext.Current.CancellationToken);
        EnsembleGray ensemble = Assert.IsType<FineTunedEnsembleObjective>(objective).Ensemble;
        ensemble.eval();
        resNet.eval();

        Tensor lightness = rand(2, 1, 128, 128);
        Assert.InRange((resNet.forward(lightness) - ensemble.forward(lightness, eye(2))).abs().max().item<float>(), 0, 1e-4);
    }

    [Fact]
    public void What_it_is_told_can_be_learned_from_the_first_step_on()
    {
        using IDisposable scope = NewDisposeScope();
        using EnsembleGray ensemble = RandomNetworks.Ensemble(classes: 3, seed: 6);
        ChannelsLast.Apply(ensemble);
        WarmStart.Put(_experiment.ResNetWeights, ensemble);
        ensemble.train();
        using var optimizer = new AdamOptimizer(ensemble, l2: 0);

        Tensor lightness = rand(3, 1, 128, 128);
        optimizer.ForgetGradients();
        nn.functional.mse_loss(ensemble.forward(lightness, eye(3)), rand(3, 2, 128, 128)).backward();
        Tensor weights = ensemble.Decoder.Stages[0].Convolution.weight;
        Assert.True((weights.grad!.narrow(1, GrayEncoder.Features, 3).abs().amax([0, 2, 3]) > 0).all().item<bool>());

        optimizer.Step(0, 1e-3);
        ensemble.eval();
        using IDisposable noGradient = no_grad();
        Tensor difference = ensemble.forward(lightness, eye(3)) - ensemble.forward(lightness, eye(3).roll(1, 0));
        Assert.True(difference.abs().max().item<float>() > 0);
    }

    [Fact]
    public void Weights_of_another_network_are_refused_by_name()
    {
        _experiment.WriteClassifier();
        string path = _experiment.At("work", Network.AlexNet.Name(), Checkpoint.BestName);
        TrainingException exception = Assert.Throws<TrainingException>(() => WarmStart.Check(path));
        Assert.Contains($"{path} holds weights of alexnet", exception.Message, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => WarmStart.Check(_experiment.At("nothing")));
    }
}
