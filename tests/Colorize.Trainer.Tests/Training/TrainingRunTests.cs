using Colorize.Trainer;
using Colorize.Trainer.Training;
using Colorize.Trainer.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Training;

[Collection(LibtorchRandomness.Name)]
public class TrainingRunTests
{
    [Fact]
    public async Task A_short_training_learns_the_colours_of_the_landscapes()
    {
        using SmallRun run = await SmallRun.CreateAsync(pictures: 24);
        TrainingState state = run.Train(SmallRun.Options with { Epochs = 8, LearningRate = 3e-3 }, "run")!;

        // The landscapes' colours lie 30 to 35 units from grey: grey's loss is about 0.009.
        Assert.Equal(8, state.History.Count);
        Assert.InRange(state.Best!.ValidationLoss!.Value, 0, 0.004);
        Assert.True(state.History[^1].TrainingLoss < state.History[0].TrainingLoss / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task A_run_that_was_stopped_at_any_step_ends_as_one_that_was_not(int stopAfterSteps)
    {
        using SmallRun run = await SmallRun.CreateAsync();
        TrainingState whole = run.Train(SmallRun.Options, "whole")!;
        Assert.Null(run.Train(SmallRun.Options, "stopped", stopAfterSteps));
        TrainingState resumed = run.Train(SmallRun.Options, "stopped")!;

        Assert.Equal(
            whole.History.Select(epoch => epoch with { Seconds = 0 }), resumed.History.Select(epoch => epoch with { Seconds = 0 }));
        AssertSameTensors(run.Folder("whole"), run.Folder("stopped"), "checkpoint.safetensors");
        AssertSameTensors(run.Folder("whole"), run.Folder("stopped"), "best.safetensors");
    }

    [Fact]
    public async Task Another_seed_ends_elsewhere()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        TrainingState first = run.Train(SmallRun.Options with { Epochs = 1 }, "first")!;
        TrainingState second = run.Train(SmallRun.Options with { Epochs = 1, Seed = 2 }, "second")!;
        Assert.NotEqual(first.Best!.ValidationLoss, second.Best!.ValidationLoss);
    }

    [Fact]
    public async Task A_run_with_other_options_is_not_continued()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        run.Train(SmallRun.Options with { Epochs = 1 }, "run");
        TrainingException exception = Assert.Throws<TrainingException>(() => run.Train(SmallRun.Options, "run"));
        Assert.Contains(run.Folder("run"), exception.Message, StringComparison.Ordinal);
        Assert.Contains("(Epochs 1, not 3)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_pictures_than_a_batch_are_all_of_an_epoch()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        run.Train(SmallRun.Options with { BatchSize = 64 }, "run");
        Assert.Equal([12, 12, 12], run.Progress.PicturesPlanned);
        Assert.Equal(36, run.Progress.PicturesLearned);
    }

    [Fact]
    public async Task A_finished_run_is_not_repeated()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        TrainingState first = run.Train(SmallRun.Options with { Epochs = 1 }, "run")!;
        TrainingState again = run.Train(SmallRun.Options with { Epochs = 1 }, "run")!;
        Assert.Equal(first.History, again.History);
    }

    [Fact]
    public async Task Training_stops_early_when_validation_no_longer_gets_better()
    {
        using SmallRun run = await SmallRun.CreateAsync();

        // A rate this high throws the weights about, so that some epoch is worse than one before.
        TrainingState state = run.Train(SmallRun.Options with { Epochs = 40, Patience = 2, LearningRate = 0.5, AverageDecay = 0 }, "run")!;

        Assert.InRange(state.History.Count, 3, 39);
        Assert.Equal(state.Best!.Epoch + 2, state.History.Count);
    }

    [Fact]
    public async Task Without_validation_the_last_weights_are_the_best()
    {
        using SmallRun run = await SmallRun.CreateAsync();
        TrainingState state = run.Train(SmallRun.Options with { Epochs = 2, ValidationFraction = 0 }, "run")!;
        Assert.Equal(2, state.Best!.Epoch);
        Assert.Equal([false, false], run.Progress.Best);
        Assert.DoesNotContain("validation", state.Best.Losses, StringComparison.Ordinal);
        Assert.Equal(2, Checkpoint.ReadState(Path.Combine(run.Folder("run"), "best.safetensors")).History.Count);
    }

    [Fact]
    public async Task A_checkpoint_for_which_there_is_no_room_leaves_the_one_before_and_the_run_goes_on_from_it()
    {
        const string AlwaysFull = "/dev/full";
        Assert.SkipUnless(File.Exists(AlwaysFull), $"{AlwaysFull} stands for the full disk; Linux has it.");
        using SmallRun run = await SmallRun.CreateAsync();
        Assert.Null(run.Train(SmallRun.Options, "run", stopAfterSteps: 4));
        string checkpoint = Path.Combine(run.Folder("run"), Checkpoint.LatestName);
        byte[] before = await File.ReadAllBytesAsync(checkpoint, TestContext.Current.CancellationToken);

        // The draft of the next checkpoint.
        File.CreateSymbolicLink(checkpoint + ".part", AlwaysFull);
        TrainingException exception = Assert.Throws<TrainingException>(() => run.Train(SmallRun.Options, "run"));

        Assert.StartsWith($"{checkpoint} cannot be written: the disk is full. Make room", exception.Message, StringComparison.Ordinal);
        Assert.Contains("goes on from the one before", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(checkpoint, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(run.Folder("run"), "*.part"));
        Assert.Equal(SmallRun.Options.Epochs, run.Train(SmallRun.Options, "run")!.History.Count);
    }

    [Fact]
    public async Task Training_leaves_no_tensor_behind_however_long_it_is()
    {
        // TorchSharp 0.107 itself leaves one behind for every convolution with a bias that is made.
        const long OfTheLibrary = 1;
        using SmallRun run = await SmallRun.CreateAsync();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        run.Train(SmallRun.Options with { Epochs = 3 }, "run");
        Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount - before, 0, OfTheLibrary);
    }

    private static void AssertSameTensors(string left, string right, string file)
    {
        using SafetensorsFile expected = SafetensorsFile.Read(Path.Combine(left, file));
        using SafetensorsFile actual = SafetensorsFile.Read(Path.Combine(right, file));
        Assert.Equal(expected.Tensors.Keys.Order(), actual.Tensors.Keys.Order());
        foreach ((string name, Tensor tensor) in expected.Tensors)
        {
            Assert.True(tensor.Equals(actual.Tensors[name]), $"{name} differs.");
        }
    }
}
