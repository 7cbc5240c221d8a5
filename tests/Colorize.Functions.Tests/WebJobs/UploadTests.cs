using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tensors;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class UploadTests(Emulator emulator) : SharedFunctionsTests(emulator)
{
    [Fact]
    public async Task An_upload_becomes_a_tensor()
    {
        const string Path = "train/church/photo.png";
        byte[] image = TestPhotos.Colour(200, 150, format: ".png");
        string eTag = await Account.DropAsync(ContainerNames.Uploads, Path, image);

        BlobDownloadResult output = await Account.WaitForOutputAsync(ContainerNames.Tensors, BlobPaths.Tensor(Path), eTag);

        using Stream npy = output.Content.ToStream();
        LabTensor tensor = LabTensor.Read(npy);
        float[] lightness = [.. tensor.Values.Take(LabTensor.PlaneLength).Select(value => (float)value)];
        Assert.All(lightness, value => Assert.InRange(value, 0, 100));
        Assert.True(lightness.Max() - lightness.Min() > 10, "The tensor is flat.");
        Assert.Equal(Path, BlobMetadata.Decode(output.Details.Metadata[BlobMetadata.SourceName]));
        Assert.Equal($"{image.Length}", output.Details.Metadata[BlobMetadata.SourceSize]);
    }

    [Theory]
    [InlineData("photo.jpg")]
    [InlineData("train/photo.jpg")]
    [InlineData("train/church/old/photo.jpg")]
    public async Task An_upload_at_a_wrong_path_is_rejected_and_stays(string path)
    {
        string eTag = await Account.DropAsync(ContainerNames.Uploads, path, TestPhotos.Colour());

        Rejection rejection = await Account.WaitForRejectionAsync(ContainerNames.Uploads, path, eTag);

        Assert.Equal("WrongPath", rejection.Reason);
        Assert.Contains($"uploads/{path}", rejection.Message, StringComparison.Ordinal);
        Assert.Contains("{split}/{class}/{file}", rejection.Message, StringComparison.Ordinal);
        Assert.True(await Account.Blob(ContainerNames.Uploads, path).ExistsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Uploads_that_come_while_the_container_is_scanned_all_arrive()
    {
        // The engine by itself looks at times of modification, which are whole seconds, and misses some of these.
        byte[] image = TestPhotos.Colour(32, 32);
        Dictionary<string, string> dropped = [];
        for (int number = 0; number < 60; number++)
        {
            string path = $"train/steady/{number}.jpg";
            dropped[path] = await Account.DropAsync(ContainerNames.Uploads, path, image);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        foreach ((string path, string eTag) in dropped)
        {
            await Account.WaitForOutputAsync(ContainerNames.Tensors, BlobPaths.Tensor(path), eTag);
        }
    }
}
