using Colorize.Models;
using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer;
using Colorize.Trainer.Data;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Experiments;

/// <summary>Landscapes in two classes, and a work folder with a classifier of them and a ResNet, neither of which knows anything.</summary>
internal sealed class SmallExperiment : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallExperiment()
    {
        foreach (string split in new[] { Splits.Train, Splits.Test })
        {
            Pictures.WriteTensors(At("data", split), "land", 8);
            Pictures.WriteTensors(At("data", split), "shore", 8, firstSeed: 100);
        }
    }

    public string Data => At("data");

    public string ResNetWeights => At("work", Network.ResNet.Name(), Checkpoint.BestName);

    public string At(params string[] parts) => _folder.At(parts);

    public WorkFolder Work(string name = "work") => new(At(name));

    public Task<OpenedDataset> OpenAsync(string work = "work") =>
        OpenedDataset.OpenAsync(Dataset.InFolder(Data), Work(work), TextWriter.Null, TestContext.Current.CancellationToken);

    public void WriteClassifier(params string[] works)
    {
        using AlexNetGray network = RandomNetworks.AlexNet(classes: 2, seed: 1);
        foreach (string work in works.DefaultIfEmpty("work"))
        {
            Write(Network.AlexNet, network, At(work, Network.AlexNet.Name()));
        }
    }

    public void WriteResNet()
    {
        using ResNetGray network = RandomNetworks.ResNet(seed: 2);
        Write(Network.ResNet, network, At("work", Network.ResNet.Name()));
    }

    public void Dispose() => _folder.Dispose();

    private static void Write(Network kind, nn.Module network, string folder)
    {
        Directory.CreateDirectory(folder);
        var state = new TrainingState(new TrainingOptions(), kind, ["land", "shore"], 0, [new EpochRecord(1, 1, 1, 1)]);
        new Checkpoint(folder).SaveBest(state, network.state_dict());
    }
}
