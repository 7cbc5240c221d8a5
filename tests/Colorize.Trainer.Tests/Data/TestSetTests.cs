using Colorize.Trainer;
using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public sealed class TestSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_faded_print_has_lost_its_blacks_and_most_of_its_contrast_and_keeps_its_true_colours()
    {
        using CachedDataset pictures = await Pictures.OpenAsync(
            _folder.Path, ("a/0", Pictures.Tensor((x, _) => (x < 64 ? 0 : 100, 30, -20))));
        HostBatch batch = new TestSet("a", pictures).AsFaded().Read(4, TestContext.Current.CancellationToken).First();
        Assert.Equal(0.25f, batch.Lightness[0], tolerance: 1e-3);
        Assert.Equal(0.70f, batch.Lightness[127], tolerance: 1e-3);
        Assert.Equal((30 + 128) / 255f, batch.Chroma[0], tolerance: 1e-3);
    }

    [Fact]
    public async Task Further_test_sets_are_measured_each_by_itself_and_their_classes_are_those_of_the_training()
    {
        Pictures.WriteTensors(_folder.At("data", "train"), "land", 3);
        Pictures.WriteTensors(_folder.At("data", "train"), "shore", 3);
        Pictures.WriteTensors(_folder.At("data", "test"), "land", 2);
        Pictures.WriteTensors(_folder.At("data", "test-shores"), "shore", 1);

        using OpenedDataset opened = await OpenAsync();

        Assert.Equal(["test", "test-shores", "test, faded", "test-shores, faded"], opened.TestSets.Select(set => set.Name));
        CachedDataset shores = opened.TestSets[1].Pictures;
        Assert.Equal(["land", "shore"], shores.ClassNames);
        Assert.Equal(1, shores.ClassOf(Assert.Single(shores.Rows)));
    }

    [Fact]
    public async Task A_test_picture_of_a_class_that_was_not_trained_is_refused()
    {
        Pictures.WriteTensors(_folder.At("data", "train"), "land", 1);
        Pictures.WriteTensors(_folder.At("data", "test"), "moon", 1);
        TrainingException refusal = await Assert.ThrowsAsync<TrainingException>(OpenAsync);
        Assert.Contains("pictures of the class moon, which the training pictures do not have", refusal.Message, StringComparison.Ordinal);
    }

    private Task<OpenedDataset> OpenAsync() => OpenedDataset.OpenAsync(
        Dataset.InFolder(_folder.At("data")), new WorkFolder(_folder.At("work")), TextWriter.Null, TestContext.Current.CancellationToken);
}
