using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class RejectionTests(Emulator emulator) : SharedFunctionsTests(emulator)
{
    [Fact]
    public async Task A_file_that_is_no_image_is_rejected_at_the_first_try()
    {
        const string Path = "rejections/letter.jpg";
        string eTag = await Account.DropAsync(ContainerNames.Grayscale, Path, "Dear Sir or Madam"u8.ToArray());

        Rejection rejection = await Account.WaitForRejectionAsync(ContainerNames.Grayscale, Path, eTag);

        Assert.Equal("UnknownFormat", rejection.Reason);
        Assert.Contains($"grayscale/{Path}", rejection.Message, StringComparison.Ordinal);
        Assert.Equal(Rejection.CurrentProductVersion, rejection.ProductVersion);
        Assert.InRange(rejection.Time, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Single(Functions.Lines, line => line.Contains($"{Path} ({eTag})", StringComparison.Ordinal));
        Assert.True(await Account.Blob(ContainerNames.Grayscale, Path).ExistsAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain("letter.jpg", await Account.PoisonTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_is_rejected()
    {
        string eTag = await Account.DropAsync(ContainerNames.Grayscale, "rejections/empty.jpg", []);

        Rejection rejection = await Account.WaitForRejectionAsync(ContainerNames.Grayscale, "rejections/empty.jpg", eTag);

        Assert.Equal("Empty", rejection.Reason);
    }

    [Fact]
    public async Task A_better_version_loses_the_rejection()
    {
        const string Path = "rejections/mended.jpg";
        string broken = await Account.DropAsync(ContainerNames.Grayscale, Path, TestPhotos.Grey()[..600]);
        await Account.WaitForRejectionAsync(ContainerNames.Grayscale, Path, broken);

        string whole = await Account.DropAsync(ContainerNames.Grayscale, Path, TestPhotos.Grey());
        await Account.WaitForOutputAsync(ContainerNames.Colorized, Path, whole);

        await TestAccount.WaitAsync("the removal of the rejection", async () =>
            await Account.Rejections.FindAsync(ContainerNames.Grayscale, Path, TestContext.Current.CancellationToken) is null
                ? Path
                : null);
    }
}
