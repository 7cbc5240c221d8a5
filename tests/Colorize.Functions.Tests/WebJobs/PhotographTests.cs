using System.Globalization;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class PhotographTests(Emulator emulator) : SharedFunctionsTests(emulator)
{
    [Theory]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".png", "image/png")]
    public async Task A_grey_photograph_comes_back_in_colour_at_its_size(string format, string contentType)
    {
        string path = $"photographs/grey{format}";
        string eTag = await Account.DropAsync(ContainerNames.Grayscale, path, TestPhotos.Grey(301, 203, format: format));

        BlobDownloadResult output = await Account.WaitForOutputAsync(ContainerNames.Colorized, path, eTag);

        (int width, int height, double colour) = TestPhotos.Measure(output.Content.ToArray());
        Assert.Equal((301, 203), (width, height));
        Assert.True(colour > 1, $"Red and blue differ by {colour} only.");
        Assert.Equal(contentType, output.Details.ContentType);
    }

    [Fact]
    public async Task A_photograph_whose_encoder_runs_in_a_process_of_its_own_comes_back_too()
    {
        string eTag = await Account.DropAsync(
            ContainerNames.Grayscale, "photographs/large.gif", TestPhotos.Grey(1600, 1000, format: ".gif"));

        BlobDownloadResult output = await Account.WaitForOutputAsync(ContainerNames.Colorized, "photographs/large.gif", eTag);

        Assert.Equal((1600, 1000), TestPhotos.Size(output.Content.ToArray()));
    }

    [Fact]
    public async Task The_output_says_what_it_was_made_from_and_by_which_model()
    {
        string eTag = await Account.DropAsync(ContainerNames.Grayscale, "photographs/described.jpg", TestPhotos.Grey(200, 100));

        BlobDownloadResult output = await Account.WaitForOutputAsync(ContainerNames.Colorized, "photographs/described.jpg", eTag);

        IDictionary<string, string> metadata = output.Details.Metadata;
        Assert.Equal("200", metadata[BlobMetadata.Width]);
        Assert.Equal("100", metadata[BlobMetadata.Height]);
        Assert.NotEmpty(metadata[BlobMetadata.ModelVersion]);
        if (metadata.TryGetValue(BlobMetadata.Classes, out string? classes))
        {
            // Present when the bundled models have a classifier.
            IReadOnlyList<KeyValuePair<string, float>> best = BlobMetadata.DecodeClasses(classes);
            Assert.Equal(3, best.Count);
            Assert.All(best, c => Assert.InRange(c.Value, 0, 1));
        }
    }

    [Fact]
    public async Task Preferences_in_the_metadata_are_met_and_said_and_such_as_cannot_be_met_are_a_rejection()
    {
        string met = await DropWithNetworkAsync("photographs/wish.jpg", "resnet");
        string wrong = await DropWithNetworkAsync("photographs/wrong wish.jpg", "vgg");

        BlobDownloadResult output = await Account.WaitForOutputAsync(ContainerNames.Colorized, "photographs/wish.jpg", met);
        Rejection rejection = await Account.WaitForRejectionAsync(ContainerNames.Grayscale, "photographs/wrong wish.jpg", wrong);

        Assert.Equal("resnet", output.Details.Metadata[BlobMetadata.Network]);
        Assert.Equal("WrongWish", rejection.Reason);
        Assert.Contains("resnet", rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_gets_a_new_output()
    {
        const string Path = "photographs/twice.jpg";
        string first = await Account.DropAsync(ContainerNames.Grayscale, Path, TestPhotos.Grey(320, 240));
        await Account.WaitForOutputAsync(ContainerNames.Colorized, Path, first);

        string second = await Account.DropAsync(ContainerNames.Grayscale, Path, TestPhotos.Grey(240, 320));
        BlobDownloadResult output = await Account.WaitForOutputAsync(ContainerNames.Colorized, Path, second);

        Assert.Equal(240.ToString(CultureInfo.InvariantCulture), output.Details.Metadata[BlobMetadata.Width]);
    }

    [Fact]
    public async Task A_photograph_that_is_announced_again_is_not_made_again()
    {
        const string Path = "photographs/announced again.jpg";
        string eTag = await Account.DropAsync(ContainerNames.Grayscale, Path, TestPhotos.Grey());
        BlobDownloadResult before = await Account.WaitForOutputAsync(ContainerNames.Colorized, Path, eTag);

        await Account.AnnounceAsync("ColorizeGrayscale", ContainerNames.Grayscale, Path, eTag);
        await TestAccount.WaitAsync("the line about it", () => Task.FromResult(
            Functions.Lines.FirstOrDefault(
                line => line.Contains($"{Path} ({eTag}): its output is already there", StringComparison.Ordinal))));

        BlobDownloadResult after = await Account.WaitForOutputAsync(ContainerNames.Colorized, Path, eTag);
        Assert.Equal(before.Details.ETag, after.Details.ETag);
    }

    [Fact]
    public async Task A_result_that_is_deleted_is_made_again()
    {
        const string Path = "photographs/made again.jpg";
        string eTag = await Account.DropAsync(ContainerNames.Grayscale, Path, TestPhotos.Grey());
        await Account.WaitForOutputAsync(ContainerNames.Colorized, Path, eTag);

        await Account.Blob(ContainerNames.Colorized, Path).DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);

        await Account.WaitForOutputAsync(ContainerNames.Colorized, Path, eTag);
    }

    [Fact]
    public async Task A_photograph_that_is_deleted_at_once_leaves_nothing_behind()
    {
        string eTag = await Account.DropAsync(ContainerNames.Grayscale, "photographs/deleted.jpg", TestPhotos.Grey());
        await Account.Blob(ContainerNames.Grayscale, "photographs/deleted.jpg").DeleteAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        await Account.AnnounceAsync("ColorizeGrayscale", ContainerNames.Grayscale, "photographs/deleted.jpg", eTag);

        // The functions have seen it when they have made one that came after it.
        string later = await Account.DropAsync(ContainerNames.Grayscale, "photographs/after the deleted.jpg", TestPhotos.Grey());
        await Account.WaitForOutputAsync(ContainerNames.Colorized, "photographs/after the deleted.jpg", later);

        Assert.False(
            await Account.Blob(ContainerNames.Colorized, "photographs/deleted.jpg").ExistsAsync(TestContext.Current.CancellationToken));
        Assert.Null(
            await Account.Rejections.FindAsync(ContainerNames.Grayscale, "photographs/deleted.jpg", TestContext.Current.CancellationToken));
        Assert.DoesNotContain("deleted.jpg", await Account.PoisonTextAsync(), StringComparison.Ordinal);
    }

    private async Task<string> DropWithNetworkAsync(string path, string network)
    {
        BlobUploadOptions options = new() { Metadata = new Dictionary<string, string> { [BlobMetadata.Network] = network } };
        BlobContentInfo info = await Account.Blob(ContainerNames.Grayscale, path)
            .UploadAsync(BinaryData.FromBytes(TestPhotos.Grey()), options, TestContext.Current.CancellationToken);
        return UnquotedETag.Of(info.ETag);
    }
}
