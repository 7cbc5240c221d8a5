using System.Text.Json.Nodes;
using Colorize.Tests.Trainer.Experiments;
using Colorize.Trainer.Training;

namespace Colorize.Tests.Trainer.CommandLine;

[Trait("Category", "Long")]
public sealed class GridCommandTests : IDisposable
{
    private readonly SmallExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Fact]
    public async Task A_killed_grid_repeats_no_finished_run_and_ends_with_the_same_table()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        string runs = _experiment.At("killed", "grid");
        using (TrainerProcess killed = TrainerProcess.Start(Arguments("killed")))
        {
            await killed.KillOnceAsync(() => IsInSecondRun(runs), cancellationToken);
        }

        string first = Assert.Single(Directory.GetFiles(runs, "run.json", SearchOption.AllDirectories));
        DateTime written = File.GetLastWriteTimeUtc(first);
        (int code, string output, string errors) = await RunAsync("killed", cancellationToken);
        (int wholeCode, string whole, _) = await RunAsync("whole", cancellationToken);

        Assert.Equal((0, 0, string.Empty), (code, wholeCode, errors));
        Assert.Equal(written, File.GetLastWriteTimeUtc(first));
        Assert.Contains("Run 1 of 3: resnet, batch 4, L2 0, learning rate 0.003. It is done already.", output, StringComparison.Ordinal);
        Assert.Contains("Going on after epoch", output, StringComparison.Ordinal);
        Assert.Contains("Run 3 of 3: resnet, batch 4, L2 0, learning rate 0.01. About", output, StringComparison.Ordinal);
        Assert.Equal(Table(whole), Table(output));
        Assert.Equal(Runs("whole"), Runs("killed"));
    }

    private static bool IsInSecondRun(string folder) =>
        Directory.Exists(folder)
        && Directory.GetFiles(folder, "run.json", SearchOption.AllDirectories).Length > 0
        && Directory.GetFiles(folder, Checkpoint.LatestName, SearchOption.AllDirectories) is [var checkpoint]
        && !File.Exists(Path.Combine(Path.GetDirectoryName(checkpoint)!, "run.json"));

    private IEnumerable<string> Arguments(string work) =>
    [
        "grid", "--network", "resnet", "--batch-sizes", "4", "--l2", "0", "--learning-rates", "0.003,0.0001,0.01", "--epochs", "3",
        "--threads", "1",
        "--validation", "0.25", "--data", _experiment.Data, "--work", _experiment.At(work),
    ];

    private async Task<(int Code, string Output, string Errors)> RunAsync(string work, CancellationToken cancellationToken)
    {
        using TrainerProcess trainer = TrainerProcess.Start(Arguments(work));
        return await trainer.EndAsync(cancellationToken);
    }

    /// <summary>The rows of the table up to the time.</summary>
    private static string[] Table(string output) =>
        [.. output[output.IndexOf("3 runs of resnet", StringComparison.Ordinal)..].Split(Environment.NewLine).Skip(2).Take(3)
            .Select(row => row[..44])];

    /// <summary>The runs in the file, without the time that they took.</summary>
    private string[] Runs(string work)
    {
        JsonArray runs = JsonNode.Parse(File.ReadAllText(_experiment.At(work, "grid.json")))!["runs"]!.AsArray();
        Assert.Equal(3, runs.Count);
        Assert.All(runs, run => Assert.True(run!.AsObject().Remove("seconds")));
        return [.. runs.Select(run => run!.ToJsonString())];
    }
}
