using Colorize.Models;
using Colorize.Tests.Trainer.Experiments;
using Colorize.Trainer;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Training;

public sealed class TrainingPlanTests : IDisposable
{
    private static readonly string[] Classes = ["land", "shore"];

    private readonly SmallExperiment _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_classifier_is_trained_before_whoever_asks_it() => Assert.Equal(
        [Network.AlexNet, Network.ResNet, Network.Ensemble],
        TrainingPlan.Of([Network.Ensemble, Network.ResNet, Network.AlexNet], _folder.Work(), Classes).Networks);

    [Fact]
    public void A_classifier_alone_makes_no_set_until_there_is_a_colorizer()
    {
        Assert.False(TrainingPlan.Of([Network.AlexNet], _folder.Work(), Classes).HasColorizer);
        _folder.WriteResNet();
        Assert.True(TrainingPlan.Of([Network.AlexNet], _folder.Work(), Classes).HasColorizer);
    }

    [Fact]
    public void An_ensemble_without_a_classifier_is_refused_before_anything_is_trained()
    {
        TrainingException refusal = Assert.Throws<TrainingException>(
            () => TrainingPlan.Of([Network.ResNet, Network.Ensemble], _folder.Work(), Classes));
        Assert.Equal("The ensemble needs a trained classifier. Train it first: --networks alexnet,ensemble.", refusal.Message);
    }

    [Fact]
    public void A_classifier_of_other_classes_is_refused()
    {
        _folder.WriteClassifier();
        TrainingException refusal = Assert.Throws<TrainingException>(
            () => TrainingPlan.Of([Network.Ensemble], _folder.Work(), ["land", "sea"]));
        Assert.Contains("knows other classes (land, shore)", refusal.Message, StringComparison.Ordinal);
    }
}
