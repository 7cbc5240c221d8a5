using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Models;
using Colorize.Storage;
using Colorize.Tests.Azurite;
using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Storage;
using Colorize.Trainer.Reporting;
using Colorize.Trainer.Weights;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.CommandLine;

[Trait("Category", "Long")]
public sealed class TrainCommandTests(TestStorage storage) : IClassFixture<TestStorage>, IDisposable
{
    private static readonly string[] Short =
        ["train", "--networks", "resnet", "--batch-size", "4", "--threads", "1", "--validation", "0.25"];

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
    public async Task Tensors_from_storage_become_a_model_set_in_storage_and_any_machine_can_go_on_until_it_is_published()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await UploadTensorsAsync(cancellationToken);
        BlobClient archived = storage.Models.GetBlobClient("test/checkpoints/resnet/checkpoint.safetensors");
        using (TrainerProcess killed = StartInStorage("work", "test", epochs: 3))
        {
            await killed.KillOnceAsync(async () => await archived.ExistsAsync(cancellationToken), cancellationToken);
        }

        (int code, string output, string errors) = await RunInStorageAsync("another machine", "test", epochs: 3, cancellationToken);

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Matches("Going on after epoch|trained already", output);
        Assert.Empty(
            await storage.Models.GetBlobsAsync(BlobTraits.None, BlobStates.None, "test/checkpoints", cancellationToken).ToListAsync(
                cancellationToken));
        CurrentModelFile? current = await new StoredModels(storage.Models).ReadCurrentAsync(known: null, cancellationToken);
        Assert.Equal("test", current!.Parse().Version);
        Response<BlobProperties> report = await storage.Models.GetBlobClient(ModelPaths.Report("test")).GetPropertiesAsync(
            cancellationToken: cancellationToken);
        Assert.Equal("text/html; charset=utf-8", report.Value.ContentType);
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

    [Fact]
    public async Task The_log_beside_the_model_set_holds_what_the_killed_run_said_and_the_one_that_went_on()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await UploadTensorsAsync(cancellationToken);
        using (TrainerProcess killed = StartInStorage("killed machine", "logged", epochs: 200))
        {
            await killed.KillOnceAsync(() => IsLoggedAsync("epoch 1/200 done"), cancellationToken);
        }

        string before = await LogAsync(cancellationToken);
        using (TrainerProcess goesOn = StartInStorage("next machine", "logged", epochs: 200))
        {
            await goesOn.KillOnceAsync(() => IsLoggedAsync("Going on after epoch"), cancellationToken);
        }

        (int code, _, string errors) = await RunInStorageAsync("third machine", "logged", epochs: 3, cancellationToken);
        string log = await LogAsync(cancellationToken);
        Assert.StartsWith(before, log, StringComparison.Ordinal);
        Assert.Contains("Going on after epoch", log[before.Length..], StringComparison.Ordinal);
        Assert.Equal(1, code);
        Assert.EndsWith($"  {errors}", log, StringComparison.Ordinal);
        Assert.Contains("other options", errors, StringComparison.Ordinal);
        Assert.All(log.TrimEnd('\n').Split('\n'), line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  \S", line));
        Assert.DoesNotContain("AccountKey", log, StringComparison.Ordinal);
        Assert.DoesNotContain(AzuriteBlobs.Key, log, StringComparison.Ordinal);
    }

    private async Task<bool> IsLoggedAsync(string text) =>
        (await LogAsync(TestContext.Current.CancellationToken)).Contains(text, StringComparison.Ordinal);

    private async Task<string> LogAsync(CancellationToken cancellationToken)
    {
        BlobClient log = storage.Models.GetBlobClient(ModelPaths.TrainingLog("logged"));
        return await log.ExistsAsync(cancellationToken)
            ? (await log.DownloadContentAsync(cancellationToken)).Value.Content.ToString()
            : string.Empty;
    }

    private async Task UploadTensorsAsync(CancellationToken cancellationToken)
    {
        for (int index = 0; index < 12; index++)
        {
            string path = $"{(index < 9 ? "train" : "test")}/land/{index}.jpg.npy";
            await storage.Tensors.GetBlobClient(path).UploadAsync(
                new BinaryData(Pictures.Landscape(index).ToNpy()), overwrite: true, cancellationToken);
        }
    }

    private async Task<(int Code, string Output, string Errors)> RunInStorageAsync(
        string work, string version, int epochs, CancellationToken cancellationToken)
    {
        using TrainerProcess trainer = StartInStorage(work, version, epochs);
        return await trainer.EndAsync(cancellationToken);
    }

    private TrainerProcess StartInStorage(string work, string version, int epochs) => TrainerProcess.Start(
        [.. Short, "--model-version", version, "--work", _folder.At(work), "--epochs", $"{epochs}", "--report", _folder
            .At(work, "report.html")],
        (StorageOptions.SectionName, storage.ConnectionString));

    private IEnumerable<string> Arguments(string work) =>
    [
        .. Short, "--model-version", "test", "--epochs", "3", "--data", _folder.At("data"), "--models", _folder
            .At("models"), "--work", _folder.At(work),
        "--report", _folder.At("out", "report.html"),
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
