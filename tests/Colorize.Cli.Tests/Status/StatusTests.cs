using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Models;
using Colorize.Storage;
using Colorize.Tests.Running;

namespace Colorize.Tests.Status;

public sealed class StatusTests(UpFixture up)
{
    [Fact]
    public async Task What_was_refused_is_told_and_can_be_tried_again()
    {
        using TemporaryFolder folder = new();
        string bad = folder.At("status-letter.jpg");
        await File.WriteAllTextAsync(bad, "Dear archive", TestContext.Current.CancellationToken);
        await up.RunAsync("drop", bad, "--out", folder.Path);

        Assert.Contains("status-letter.jpg is not an image", (await RejectedAsync())["status-letter.jpg"], StringComparison.Ordinal);

        CliResult retry = await up.RunAsync("retry");
        Assert.Equal(0, retry.Code);
        Assert.Contains("tried again", retry.Output, StringComparison.Ordinal);
        for (int attempt = 0; attempt < 100 && !(await RejectedAsync()).ContainsKey("status-letter.jpg"); attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.Contains("status-letter.jpg", await RejectedAsync());
    }

    [Fact]
    public async Task The_model_in_use_is_named()
    {
        CurrentModel? bundled = await new BundledModels(BundledModels.DefaultFolder).ReadCurrentAsync(
            TestContext.Current.CancellationToken);
        CliResult result = await up.RunAsync("status");
        Assert.Equal(0, result.Code);
        Assert.Contains($"Model in use: {bundled!.Version} (bundled){Environment.NewLine}", result.Output, StringComparison.Ordinal);
        Assert.Contains("grayscale/", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_at_every_try_is_tried_again()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        StorageClients storage = StorageClients.Create(new StorageOptions { ConnectionString = up.Settings["AzureWebJobsStorage"] });
        using TemporaryFolder folder = new();
        await up.RunAsync("drop", TestPhoto.Write(folder.Path, "poisoned & back.jpg", seed: 21), "--out", folder.At("out"));
        BlobClient result = storage.Container(ContainerNames.Colorized).GetBlobClient("poisoned & back.jpg");
        string made = await MadeFromAsync(result);
        RejectionStore rejections = new(storage);
        await rejections.WriteAsync(
            new Rejection(
                ContainerNames.Grayscale,
                "poisoned & back.jpg",
                Rejection.GivenUp,
                "It failed at every try.",
                made,
                DateTimeOffset.UtcNow,
                "0.1.0"),
            cancellationToken);

        CliResult retry = await up.RunAsync("retry", "--json");

        Assert.Contains(
            "grayscale/poisoned & back.jpg",
            JsonDocument.Parse(retry.Output).RootElement.GetProperty("retried").EnumerateArray().Select(name => name.GetString()));
        for (int attempt = 0; attempt < 100 && await MadeFromAsync(result) == made; attempt++)
        {
            await Task.Delay(200, cancellationToken);
        }

        Assert.NotEqual(made, await MadeFromAsync(result));
        Task<Rejection?> FindAsync() => rejections.FindAsync(ContainerNames.Grayscale, "poisoned & back.jpg", cancellationToken);
        for (int attempt = 0; attempt < 100 && await FindAsync() is not null; attempt++)
        {
            await Task.Delay(200, cancellationToken);
        }

        Assert.Null(await FindAsync());
    }

    private static async Task<string> MadeFromAsync(BlobClient result)
    {
        BlobProperties properties = await result.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);
        return properties.Metadata[BlobMetadata.SourceETag];
    }

    private async Task<Dictionary<string, string>> RejectedAsync()
    {
        CliResult status = await up.RunAsync("status", "--json");
        JsonElement container = JsonDocument.Parse(status.Output).RootElement.GetProperty("containers")[0];
        return container.GetProperty("rejected").Deserialize<Dictionary<string, string>>()!;
    }
}
