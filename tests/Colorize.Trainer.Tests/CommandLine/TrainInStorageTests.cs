using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Models;
using Colorize.Storage;
using Colorize.Tests.Azurite;
using Colorize.Tests.Trainer.Data;
using Colorize.Tests.Trainer.Storage;

namespace Colorize.Tests.Trainer.CommandLine;

/// <summary>Trainings whose pictures, checkpoints, log and models are in storage, so that any machine can go on with them.</summary>
[Trait("Category", "Long")]
public sealed class TrainInStorageTests(TestStorage storage) : IClassFixture<TestStorage>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tensors_from_storage_become_a_model_set_in_storage_and_any_machine_can_go_on_until_it_is_published()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await UploadTensorsAsync(cancellationToken);
        BlobClient archived = storage.Models.GetBlobClient("test/checkpoints/resnet/checkpoint.safetensors");
        using (TrainerProcess killed = Start("work", "test", epochs: 3))
        {
            await killed.KillOnceAsync(async () => await archived.ExistsAsync(cancellationToken), cancellationToken);
        }

        (int code, string output, string errors) = await RunAsync("another machine", "test", epochs: 3, cancellationToken);

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
    public async Task The_log_beside_the_model_set_holds_what_the_killed_run_said_and_the_one_that_went_on()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await UploadTensorsAsync(cancellationToken);
        using (TrainerProcess killed = Start("killed machine", "logged", epochs: 200))
        {
            await killed.KillOnceAsync(() => IsLoggedAsync("epoch 1/200 done"), cancellationToken);
        }

        string before = await LogAsync(cancellationToken);
        using (TrainerProcess goesOn = Start("next machine", "logged", epochs: 200))
        {
            await goesOn.KillOnceAsync(() => IsLoggedAsync("Going on after epoch"), cancellationToken);
        }

        (int code, _, string errors) = await RunAsync("third machine", "logged", epochs: 3, cancellationToken);
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

    private async Task<(int Code, string Output, string Errors)> RunAsync(
        string work, string version, int epochs, CancellationToken cancellationToken)
    {
        using TrainerProcess trainer = Start(work, version, epochs);
        return await trainer.EndAsync(cancellationToken);
    }

    private TrainerProcess Start(string work, string version, int epochs) => TrainerProcess.Start(
        [.. TrainerProcess.ShortTraining, "--model-version", version, "--work", _folder.At(work), "--epochs", $"{epochs}", "--report",
            _folder.At(work, "report.html")],
        (StorageOptions.SectionName, storage.ConnectionString));
}
