using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Export;
using Colorize.Trainer.Data;
using Colorize.Trainer.Experiments.Grid;
using Colorize.Trainer.Networks;
using Colorize.Trainer.Training;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Experiments.Grid;

public sealed class ClassifierAccuracyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_classifier_is_right_where_the_class_is_among_its_first_three()
    {
        using CachedDataset dataset = await Pictures.OpenAsync(
            _folder.Path, [.. Enumerable.Range(0, 10).Select(index => ($"{index}/picture", Pictures.Landscape(index)))]);
        using IDisposable scope = NewDisposeScope();
        using AlexNetGray classifier = RandomNetworks.AlexNet(classes: 10, seed: 1);
        int[] rows = [.. dataset.Rows.Skip(1)];

        HostBatch batch = new DataLoader(dataset, rows.Length)
            .Read(rows, augmentation: null, seed: 0, TestContext.Current.CancellationToken).Single();
        (_, Tensor first) = classifier.forward(TrainingObjective.Lightness(batch)).topk(3);
        int expected = Enumerable.Range(0, rows.Length).Count(place => first[place].data<long>().Contains(batch.Classes[place]));

        // The landscapes look alike to it: whichever three it names for all, they are right for two or three of these nine.
        Assert.InRange(expected, 1, rows.Length - 1);
        double top3 = ClassifierAccuracy.Top3(classifier, dataset, rows, TestContext.Current.CancellationToken);
        Assert.Equal((double)expected / rows.Length, top3, tolerance: 1e-9);
    }
}
