using Colorize.Trainer.Data;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;

namespace Colorize.Tests.Trainer.Training;

/// <summary>What becomes of a run that is found in the folder, now that the pictures are others.</summary>
[Collection(LibtorchRandomness.Name)]
public class EarlierRunTests
{
    [Fact]
    public async Task New_pictures_are_learned_and_what_was_learned_before_is_kept()
    {
        using SmallRun run = await SmallRun.CreateAsync(pictures: 16);
        run.Train(SmallRun.Options, "run");
        byte[] before = await File.ReadAllBytesAsync(Best(run, "run"), TestContext.Current.CancellationToken);
        using CachedDataset more = await SmallRun.OpenAsync(pictures: 20);

        TrainingState state = run.Train(SmallRun.Options, "run", dataset: more)!;

        Assert.Equal(3, run.Progress.PicturesPlanned.Count);
        Assert.Equal(more.Fingerprint, state.Pictures);
        Assert.Equal(
            $"The pictures are others than this run learned from (land has 20 where there were 16), so it begins anew. "
            + $"What was learned in 3 epochs is kept in {run.Folder("run-1")}.",
            Assert.Single(run.Progress.Notices));
        Assert.Equal(before, await File.ReadAllBytesAsync(Best(run, "run-1"), TestContext.Current.CancellationToken));
        Assert.NotEqual(before, await File.ReadAllBytesAsync(Best(run, "run"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_pictures_read_anew_are_no_reason_to_begin_anew()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        run.Train(SmallRun.Options, "run");
        using CachedDataset same = await SmallRun.OpenAsync(pictures: 16);
        run.Train(SmallRun.Options, "run", dataset: same);
        Assert.Empty(run.Progress.Notices);
        Assert.Empty(run.Progress.PicturesPlanned);
    }

    [Fact]
    public async Task Another_classifier_is_a_reason_to_begin_anew()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        run.Train(SmallRun.Options, "run", classifier: "one");
        run.Train(SmallRun.Options, "run", classifier: "another");
        Assert.StartsWith("The classifier is another", Assert.Single(run.Progress.Notices), StringComparison.Ordinal);
        Assert.Equal(3, run.Progress.PicturesPlanned.Count);
    }

    [Fact]
    public async Task A_run_of_a_trainer_that_did_not_record_its_pictures_goes_on_with_as_many()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        TrainingState whole = run.Train(SmallRun.Options, "whole")!;
        Assert.Null(run.Train(SmallRun.Options, "old", stopAfterSteps: 4));
        ForgetPictures(run, "old");

        TrainingState resumed = run.Train(SmallRun.Options, "old")!;

        Assert.Equal(whole.History.Select(epoch => epoch.TrainingLoss), resumed.History.Select(epoch => epoch.TrainingLoss));
        Assert.Equal(
            "Which pictures this run learned from was not recorded; it goes on with the 16 that are here.",
            Assert.Single(run.Progress.Notices));
        Assert.Equal(whole.Pictures, resumed.Pictures);
    }

    [Fact]
    public async Task A_run_of_a_trainer_that_did_not_record_its_pictures_begins_anew_where_there_are_more()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        run.Train(SmallRun.Options, "old");
        ForgetPictures(run, "old");
        using CachedDataset more = await SmallRun.OpenAsync(pictures: 40);
        run.Train(SmallRun.Options, "old", dataset: more);
        Assert.StartsWith("The pictures are not as many", Assert.Single(run.Progress.Notices), StringComparison.Ordinal);
    }

    private static string Best(SmallRun run, string name) => new Checkpoint(run.Folder(name)).BestPath;

    private static void ForgetPictures(SmallRun run, string name)
    {
        string path = new Checkpoint(run.Folder(name)).LatestPath;
        TrainingState state = Checkpoint.ReadState(path) with { Pictures = null };
        using SafetensorsFile file = SafetensorsFile.Read(path);
        Dictionary<string, string> metadata = new()
        {
            ["state"] = System.Text.Json.JsonSerializer.Serialize(state, TrainingStateJson.Default.TrainingState)
                .Replace("\"Pictures\":null,", string.Empty, StringComparison.Ordinal),
        };
        SafetensorsFile.Write(path, file.Tensors, metadata);
    }
}
