using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tensors;
using Colorize.Tests.Running;

namespace Colorize.Tests.Importing;

public sealed class ImportTests(UpFixture up)
{
    [Fact]
    public async Task A_labelled_image_set_becomes_tensors()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 12; i++)
        {
            TestPhoto.Write(folder.At(i % 2 == 0 ? "lake" : "forest"), $"{i}.jpg", seed: i);
        }

        CliResult first = await up.RunAsync("import", folder.Path, "--split", "test");
        CliResult second = await up.RunAsync("import", folder.Path, "--split", "test");

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Contains("12 images uploaded to uploads/test/, 0 were there", first.Output, StringComparison.Ordinal);
        Assert.Contains("0 images uploaded to uploads/test/, 12 were there", second.Output, StringComparison.Ordinal);
        Assert.Equal(12, await WaitForTensorsAsync("test/", 12));
    }

    [Fact]
    public async Task What_is_left_out_is_said_with_the_reason()
    {
        using TemporaryFolder folder = new();
        TestPhoto.Write(folder.At("lake"), "no ending", seed: 50);
        TestPhoto.Write(folder.Path, "loose.jpg", seed: 51);
        TestPhoto.Write(folder.At("lake", "deep"), "deep.jpg", seed: 52);
        await File.WriteAllTextAsync(folder.At("lake", "notes.txt"), "notes", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder.At("empty"));

        CliResult result = await up.RunAsync("import", folder.Path, "--split", "train");

        Assert.Equal((0, ""), (result.Code, result.Errors.Trim()));
        Assert.Contains("1 images uploaded", result.Output, StringComparison.Ordinal);
        Assert.Contains("Left out, not in a folder of a class: loose.jpg", result.Output, StringComparison.Ordinal);
        Assert.Contains("Left out, deeper than the folder of its class: lake/deep/deep.jpg", result.Output, StringComparison.Ordinal);
        Assert.Contains("Left out, not an image that Colorize reads: lake/notes.txt", result.Output, StringComparison.Ordinal);
        Assert.Contains("Left out, no image in it, so it is no class: empty/", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_class_folders_is_explained()
    {
        using TemporaryFolder folder = new();
        TestPhoto.Write(folder.Path, "loose.jpg");
        CliResult result = await up.RunAsync("import", folder.Path);
        Assert.Equal(1, result.Code);
        Assert.Contains("It should look like", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_above_the_parts_of_a_dataset_is_explained()
    {
        using TemporaryFolder folder = new();
        TestPhoto.Write(folder.At("test", "lake"), "1.jpg");
        CliResult result = await up.RunAsync("import", folder.Path);
        Assert.Equal(1, result.Code);
        Assert.Contains($"./colorize import {folder.At("test")} --split test", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<int> WaitForTensorsAsync(string prefix, int wanted)
    {
        BlobContainerClient tensors = StorageClients.Create(new StorageOptions { ConnectionString = up.Settings["AzureWebJobsStorage"] })
            .Container(ContainerNames.Tensors);
        int readable = 0;
        for (int attempt = 0; attempt < 300 && readable < wanted; attempt++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            readable = 0;
            await foreach (
                BlobItem item in tensors.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, TestContext.Current.CancellationToken))
            {
                using Stream stream = await tensors.GetBlobClient(item.Name).OpenReadAsync(
                    cancellationToken: TestContext.Current.CancellationToken);
                LabTensor.Read(stream);
                readable++;
            }
        }

        return readable;
    }
}
