using Colorize.Tests.Trainer.Experiments;
using Colorize.Trainer.CommandLine;

namespace Colorize.Tests.Trainer.CommandLine;

public sealed class ExperimentCommandTests : IDisposable
{
    private readonly SmallExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Theory]
    [InlineData("ablate --start-from a --resnet-weights b", "leave --resnet-weights out")]
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
    public async Task An_ablation_prints_its_table()
    {
        _experiment.WriteClassifier();
        _experiment.WriteResNet();
        (int code, string output, string errors) = await RunAsync(
            "ablate", "--data", _experiment.Data, "--work", _experiment.At("work"), "--seeds", "1", "--epochs", "1", "--batch-size", "4",
            "--validation", "0.25", "--threads", "1", "--start-from", _experiment.ResNetWeights);
        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains("Run 4 of 4: ensemble-truth, seed 1. About", output, StringComparison.Ordinal);
        string[] rows = output[output.IndexOf("told", StringComparison.Ordinal)..].Split(Environment.NewLine);
        Assert.Equal(
            ["grey", "mean", "resnet", "ensemble", "ensemble-shuffled", "ensemble-truth"], rows.Skip(1).Take(6).Select(row => row.Split(' ')[0]));
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
