using System.CommandLine;
using Colorize.Trainer.CommandLine;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.CommandLine;

public class PresetTests
{
    [Fact]
    public void The_poster_trained_with_512_pictures_in_a_step_and_a_low_rate()
    {
        TrainingOptions options = Read("--preset poster");
        Assert.Equal((512, 0.00025, 0.00005, false), (options.BatchSize, options.L2, options.LearningRate, options.OneHot));
        Assert.Equal(new TrainingOptions().Epochs, options.Epochs);
    }

    [Fact]
    public void What_is_given_beside_a_preset_wins()
    {
        TrainingOptions options = Read("--preset poster --batch-size 64 --one-hot true --epochs 3");
        Assert.Equal(
            (64, 0.00025, 0.00005, true, 3), (options.BatchSize, options.L2, options.LearningRate, options.OneHot, options.Epochs));
    }

    [Fact]
    public void Without_a_preset_nothing_changes() => Assert.Equal(new TrainingOptions(), Read(string.Empty));

    [Fact]
    public void An_unknown_preset_is_refused()
    {
        var command = new Command("train");
        new TrainingSettings().AddTo(command);
        Assert.Contains("poster", Assert.Single(command.Parse("--preset postcard").Errors).Message, StringComparison.Ordinal);
    }

    private static TrainingOptions Read(string arguments)
    {
        var settings = new TrainingSettings();
        var command = new Command("train");
        settings.AddTo(command);
        ParseResult result = command.Parse(arguments);
        Assert.Empty(result.Errors);
        return settings.Read(result);
    }
}
