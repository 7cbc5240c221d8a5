using Colorize.Storage;
using Colorize.Tests.Faults;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class FullDiskTests(Emulator emulator)
{
    [Fact]
    public async Task The_functions_need_no_disk()
    {
        FullDisk.SkipUnlessPossible();
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartWithoutDiskAsync(
            account.ConnectionString,
            // libvips would put larger images into files, if it had to put them anywhere.
            ("VIPS_DISC_THRESHOLD", "1k"));

        foreach (string format in (string[])[".jpg", ".jpg[interlace]", ".png", ".png[interlace]", ".webp", ".tif", ".gif", ".avif"])
        {
            string eTag = await account.DropAsync(ContainerNames.Grayscale, format, TestPhotos.Grey(format: format));
            await account.WaitForOutputAsync(ContainerNames.Colorized, format, eTag);
        }

        string upload = await account.DropAsync(ContainerNames.Uploads, "train/church/1.jpg", TestPhotos.Colour());
        await account.WaitForOutputAsync(ContainerNames.Tensors, "train/church/1.jpg.npy", upload);
        Assert.DoesNotContain(functions.Lines, line => line.Contains("this try failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Storage_whose_disk_is_full_for_a_while_loses_no_photograph()
    {
        FullDisk.SkipUnlessPossible();
        await using Azurite azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);
        TestAccount account = await TestAccount.CreateAsync(azurite.TakeAccount());
        await using Backlog backlog = await Backlog.DropAsync(account, photographs: 60);
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        await backlog.WaitForAsync(0.25);

        FullDisk.Fill(azurite.ProcessId);
        await TestAccount.WaitAsync("a try that failed", () => Task.FromResult(
            functions.Lines.FirstOrDefault(line => line.Contains("this try failed: storage answered 5", StringComparison.Ordinal))));
        FullDisk.Clear(azurite.ProcessId);

        await backlog.AssertAllArriveAsync();
    }
}
