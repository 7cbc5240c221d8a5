using Colorize.Models;
using Colorize.Tests.Trainer.Data;
using Colorize.Trainer.Reporting;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.CommandLine;

[Trait("Category", "Long")]
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_training_goes_on_and_ends_as_one_that_was_not_killed()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        WriteDataset();
        using (TrainerProcess killed = TrainerProcess.Start(Arguments("killed")))
        {
            await killed.KillOnceThereIsAsync(_folder.At("killed", "resnet", "checkpoint.safetensors"), cancellationToken);
        }

        (int code, string output, string errors) = await RunAsync("killed", cancellationToken);
        (int wholeCode, _, _) = await RunAsync("whole", cancellationToken);

        Assert.Equal((0, 0, string.Empty), (code, wholeCode, errors));
        Assert.Contains("Going on after epoch", output, StringComparison.Ordinal);
        AssertSameWeights(_folder.At("killed", "resnet", "best.safetensors"), _folder.At("whole", "resnet", "best.safetensors"));
        ModelManifest manifest = await new BundledModels(_folder.At("models")).ReadManifestAsync("test", cancellationToken);
        Assert.Equal(["land", "shore"], manifest.Classes);
        double mse = manifest.Metrics["mse"]!["resnet"]!["mean"]!.GetValue<double>();
        string report = await File.ReadAllTextAsync(_folder.At("models", ModelPaths.Report("test")), cancellationToken);
        Assert.Contains($"ResNet</strong> has a loss of {ReportText.Thousandths(mse)}:", report, StringComparison.Ordinal);
        Assert.Equal(report, await File.ReadAllTextAsync(_folder.At("out", "report.html"), cancellationToken));
    }

    [Fact]
    public async Task A_stop_waits_for_the_step_in_hand_and_says_so_in_the_log()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        const int Batch = 256;
        Pictures.WriteTensors(_folder.At("data", "train"), "land", Batch);
        Pictures.WriteTensors(_folder.At("data", "test"), "land", 1);
        string log = _folder.At("work", "logs", "test.log");
        string[] arguments =
        [
            "train", "--networks", "resnet", "--batch-size", $"{Batch}", "--threads", "1", "--validation", "0", "--model-version", "test",
            "--data", _folder.At("data"), "--models", _folder.At("models"), "--work", _folder.At("work"),
        ];

        // One step takes longer than the two seconds that a process is given otherwise.
        using TrainerProcess trainer = TrainerProcess.Start(arguments);
        (int code, _, string errors) = await trainer.InterruptOnceThereIsAsync(log, cancellationToken);

        Assert.Equal((1, "Stopped. The same command goes on from the last checkpoint."), (code, errors.Trim()));
        Assert.EndsWith(
            "  Stopped. The same command goes on from the last checkpoint.\n",
            await File.ReadAllTextAsync(log, cancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_classifier_alone_says_before_it_is_trained_that_nothing_is_published()
    {
        WriteDataset();
        using TrainerProcess trainer = TrainerProcess.Start(
            Arguments("classifier").Select(argument => argument == "resnet" ? "alexnet" : argument));
        (int code, string output, string errors) = await trainer.EndAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, string.Empty), (code, errors));
        int said = output.IndexOf("A classifier alone colorizes nothing", StringComparison.Ordinal);
        Assert.InRange(said, 0, output.IndexOf("Training alexnet", StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder.At("models", "test")));
    }

    private IEnumerable<string> Arguments(string work) =>
    [
        .. TrainerProcess.ShortTraining, "--model-version", "test", "--epochs", "3", "--data", _folder.At("data"),
        "--models", _folder.At("models"), "--work", _folder.At(work), "--report", _folder.At("out", "report.html"),
    ];

    private async Task<(int Code, string Output, string Errors)> RunAsync(string work, CancellationToken cancellationToken)
    {
        using TrainerProcess trainer = TrainerProcess.Start(Arguments(work));
        return await trainer.EndAsync(cancellationToken);
    }

    private void WriteDataset()
    {
        foreach (string split in new[] { "train", "test" })
        {
            Pictures.WriteTensors(_folder.At("data", split), "land", 8);
            Pictures.WriteTensors(_folder.At("data", split), "shore", 8, firstSeed: 100);
        }
    }

    private static void AssertSameWeights(string left, string right)
    {
        using SafetensorsFile expected = SafetensorsFile.Read(left);
        using SafetensorsFile actual = SafetensorsFile.Read(right);
        foreach ((string name, Tensor tensor) in expected.Tensors)
        {
            Assert.True(tensor.Equals(actual.Tensors[name]), $"{name} differs.");
        }
    }
}
