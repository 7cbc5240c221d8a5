using Colorize.Tests.Trainer.Experiments;
using Colorize.Trainer.CommandLine;

namespace Colorize.Tests.Trainer.CommandLine;

public sealed class ExperimentCommandTests : IDisposable
{
    private readonly SmallExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Theory]
    [InlineData("ablate --start-from a --resnet-weights b", "leave --resnet-weights out")]
    [InlineData("grid --batch-sizes 32,many", "\"many\"")]
    [InlineData("grid --learning-rates 0.001,2", "--learning-rates takes values between")]
    [InlineData("grid --one-hot ,", "--one-hot takes values")]
    [InlineData("grid --network vgg", "no network \"vgg\"")]
    [InlineData("grid --preset postcard", "no preset \"postcard\"")]
    [InlineData("ablate --seeds 0", "--seeds must be between 1 and 100")]
    [InlineData("ablate --model-version x", "--model-version")]
    public async Task Wrong_usage_is_explained_and_ends_with_2(string arguments, string explanation)
    {
        (int code, _, string errors) = await RunAsync(arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains(explanation, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ablation_without_a_classifier_ends_with_1_and_says_what_to_do()
    {
        (int code, _, string errors) = await RunAsync("ablate", "--data", _experiment.Data, "--work", _experiment.At("work"));
        Assert.Equal(1, code);
        Assert.Contains("--networks alexnet", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_with_the_posters_preset_has_the_posters_values_and_what_is_varied_beside_them()
    {
        (int code, string output, string errors) = await RunAsync(
            "grid", "--data", _experiment.Data, "--work", _experiment.At("work"), "--network", "resnet", "--preset", "poster",
            "--learning-rates", "0.00005,0.01", "--epochs", "1", "--validation", "0.25", "--threads", "1");
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains("Run 1 of 2: resnet, batch 512, L2 0.00025, learning rate 0.00005.", output, StringComparison.Ordinal);
        Assert.Contains("Run 2 of 2: resnet, batch 512, L2 0.00025, learning rate 0.01. About", output, StringComparison.Ordinal);
        Assert.Contains(_experiment.At("work", "grid.json"), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ablation_prints_its_table()
    {
        _experiment.WriteClassifier();
        _experiment.WriteResNet();
        (int code, string output, string errors) = await RunAsync(
            "ablate", "--data", _experiment.Data, "--work", _experiment.At("work"), "--seeds", "1", "--epochs", "1", "--batch-size", "4",
            "--validation", "0.25", "--threads", "1", "--start-from", _experiment.ResNetWeights);
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains("Run 4 of 4: ensemble-truth, seed 1. About", output, StringComparison.Ordinal);
        Assert.Contains("; 1 seed of 1 epoch each:", output, StringComparison.Ordinal);
        Assert.Contains("one seed: its luck is not known", output, StringComparison.Ordinal);
        string[] rows = output[output.IndexOf("told", StringComparison.Ordinal)..].Split(Environment.NewLine);
        Assert.Equal(
            ["grey", "mean", "resnet", "ensemble", "ensemble-shuffled", "ensemble-truth"],
            rows.Skip(1).Take(6).Select(row => row.Split(' ')[0]));
        Assert.Contains(_experiment.At("work", "ablation.json"), output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = await TrainerCommandLine.RunAsync(arguments, output, errors, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
