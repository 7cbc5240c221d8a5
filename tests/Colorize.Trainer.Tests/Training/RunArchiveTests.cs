using Colorize.Tests.Trainer.Storage;
using Colorize.Trainer;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.Training;

/// <summary>Runs whose checkpoints are in storage as well.</summary>
[Collection(LibtorchRandomness.Name)]
[Trait("Category", "Long")]
public sealed class RunArchiveTests(TestStorage storage) : IClassFixture<TestStorage>
{
    [Fact]
    public async Task A_restart_between_the_two_downloads_goes_on_where_the_archive_is()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        TrainingState whole = run.Train(SmallRun.Options, "whole")!;
        Assert.Null(run.Train(SmallRun.Options, "first machine", stopAfterSteps: 7, archive: Archive("between")));

        // Of the two files, the second machine was left with the first.
        Directory.CreateDirectory(run.Folder("second machine"));
        File.Copy(new Checkpoint(run.Folder("first machine")).BestPath, new Checkpoint(run.Folder("second machine")).BestPath);
        TrainingState resumed = run.Train(SmallRun.Options, "second machine", archive: Archive("between"))!;

        Assert.Single(run.Progress.PicturesPlanned);
        Assert.Equal(whole.History.Select(epoch => epoch.TrainingLoss), resumed.History.Select(epoch => epoch.TrainingLoss));
        Assert.Equal(3, await EpochsInStorageAsync("between"));
    }

    [Fact]
    public async Task A_folder_that_is_behind_the_archive_catches_up()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        Assert.Null(run.Train(SmallRun.Options, "old machine", stopAfterSteps: 4, archive: Archive("behind")));
        Assert.Null(run.Train(SmallRun.Options, "new machine", stopAfterSteps: 4, archive: Archive("behind")));
        Assert.Equal(2, await EpochsInStorageAsync("behind"));

        run.Train(SmallRun.Options, "old machine", archive: Archive("behind"));

        Assert.Single(run.Progress.PicturesPlanned);
    }

    [Fact]
    public async Task The_archive_of_another_run_is_not_written_over()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        run.Train(SmallRun.Options, "theirs", archive: Archive("other"));
        run.Train(SmallRun.Options with { Epochs = 1 }, "ours");
        TrainingException refusal = Assert.Throws<TrainingException>(
            () => run.Train(SmallRun.Options with { Epochs = 1 }, "ours", archive: Archive("other")));
        Assert.Contains("holds another run", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, await EpochsInStorageAsync("other"));
    }

    [Fact]
    public async Task Of_two_runs_at_once_the_one_that_comes_second_stops()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using SmallRun run = await SmallRun.CreateAsync();
        RunArchive late = Archive("twice");
        run.Train(SmallRun.Options with { Epochs = 1 }, "late");
        late.Restore(run.Folder("late"), cancellationToken);
        run.Train(SmallRun.Options, "first", archive: Archive("twice"));

        TrainingException refusal = Assert.Throws<TrainingException>(() => late.Store(run.Folder("late"), cancellationToken));

        Assert.Contains("Another training writes its checkpoints", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, await EpochsInStorageAsync("twice"));
    }

    private RunArchive Archive(string name) => new(storage.Models, $"{name}/checkpoints/resnet");

    private async Task<int> EpochsInStorageAsync(string name)
    {
        using Stream checkpoint = await storage.Models.GetBlobClient($"{name}/checkpoints/resnet/{Checkpoint.LatestName}")
            .OpenReadAsync(cancellationToken: TestContext.Current.CancellationToken);
        return Checkpoint.ReadState(checkpoint, name).History.Count;
    }
}
