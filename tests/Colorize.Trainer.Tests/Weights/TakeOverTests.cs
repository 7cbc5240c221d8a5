using System.Text.Json.Nodes;
using Colorize.Models;
using Colorize.Trainer;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Publishing;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Weights;

/// <summary>What a training takes from a set as it is.</summary>
public sealed class TakeOverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Networks_that_are_not_trained_are_taken_over_where_they_know_the_same_classes()
    {
        PublishedSet bundled = await BundledSet.ReadAsync();
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        var work = new WorkFolder(_folder.At("work"));
        var start = new SetStart(bundled, bundled.Manifest.Classes);

        Assert.Equal([Network.ResNet, Network.Ensemble], start.TakeOver(work, except: [Network.AlexNet, Network.UNet]).Order());
        Assert.Empty(start.TakeOver(work, except: [Network.AlexNet, Network.UNet]));
        Assert.Equal([Network.AlexNet, Network.UNet], start.TakeOver(work, except: []).Order());
        Assert.Empty(new SetStart(bundled, ["land", "sea", "shore"]).TakeOver(new WorkFolder(_folder.At("other")), except: []));

        TrainingState state = Checkpoint.ReadState(new Checkpoint(work.RunOf(Network.UNet)).BestPath);
        Assert.Equal(bundled.Manifest.Training["unet"]!["steps"]!.GetValue<long>(), state.Steps);
        using var unet = new UNetGray(bundled.Manifest.Classes.Count);
        Checkpoint.LoadWeights(new Checkpoint(work.RunOf(Network.UNet)).BestPath, unet);
        Assert.Equal(1, unet.LogPrior.exp().sum().item<float>(), 1e-3);
    }

    [Fact]
    public async Task What_is_taken_over_is_published_as_it_is_until_it_is_trained_again()
    {
        PublishedSet bundled = await BundledSet.ReadAsync();
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        var work = new WorkFolder(_folder.At("work"));
        new SetStart(bundled, bundled.Manifest.Classes).TakeOver(work, except: [Network.AlexNet, Network.Ensemble, Network.UNet]);
        ExportedNetwork taken = ExportedNetwork.FromRun(Network.ResNet, work, threads: 1)!;
        Assert.True(taken.IsPublished);
        Assert.Equal(bundled.Files[Network.ResNet], taken.File);
        Assert.True(JsonNode.DeepEquals(bundled.Manifest.Metrics["eightBits"]!["resnet"], taken.Quantization!.ToJson()));

        var run = new Checkpoint(work.RunOf(Network.ResNet));
        using var trained = new ResNetGray();
        TrainingState state = Checkpoint.LoadWeights(run.BestPath, trained);
        run.SaveBest(state, StateDict.Of(trained));
        ExportedNetwork anew = ExportedNetwork.FromRun(Network.ResNet, work, threads: 1)!;
        Assert.False(anew.IsPublished);
        Assert.NotEqual(bundled.Files[Network.ResNet], anew.File);
    }
}
