using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

public sealed class LogTests(Emulator emulator)
{
    private static readonly string Unreadable = new('u', BlobPaths.MaxLength);

    [Fact]
    public async Task Every_line_about_a_blob_has_its_version()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(
            account.ConnectionString,
            ("AzureFunctionsJobHost__extensions__blobs__poisonBlobThreshold", "2"),
            ("Colorize__RetryTime", "00:00:00"),
            ("Colorize__WatchInterval", "00:00:00.2"));
        string lost = await DropAndLoseAsync(account, "log/lost.jpg");
        await account.Clients.Container(ContainerNames.Tensors).DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);

        string good = await account.DropAsync(ContainerNames.Grayscale, "log/good.jpg", TestPhotos.Grey());
        string bad = await account.DropAsync(ContainerNames.Grayscale, "log/bad.jpg", "no image"u8.ToArray());
        string misplaced = await account.DropAsync(ContainerNames.Uploads, "log-misplaced.jpg", TestPhotos.Colour());
        string poisoned = await account.DropAsync(ContainerNames.Uploads, "train/log/poisoned.jpg", TestPhotos.Colour());
        string unreadable = await account.DropAsync(ContainerNames.Grayscale, Unreadable, TestPhotos.Grey());

        await WaitForLineAsync(functions, "log/lost.jpg", lost, "it is queued again");
        await WaitForLineAsync(functions, "log/lost.jpg", lost, "colorized,");
        await WaitForLineAsync(functions, "log/good.jpg", good, "colorized,");
        await WaitForLineAsync(functions, "log/bad.jpg", bad, "rejected, UnknownFormat");
        await WaitForLineAsync(functions, "log-misplaced.jpg", misplaced, "rejected, WrongPath");
        await WaitForLineAsync(functions, "train/log/poisoned.jpg", poisoned, "this try failed");
        await WaitForLineAsync(functions, "train/log/poisoned.jpg", poisoned, "given up");
        await WaitForLineAsync(functions, Unreadable, unreadable, "rejected, WrongPath");

        (string Path, string ETag)[] blobs =
        [
            ("log/lost.jpg", lost), ("log/good.jpg", good), ("log/bad.jpg", bad), ("log-misplaced.jpg", misplaced),
            ("train/log/poisoned.jpg", poisoned), (Unreadable, unreadable),
        ];
        Assert.All(functions.Lines, line => Assert.All(
            blobs.Where(blob => line.Contains(blob.Path, StringComparison.Ordinal)),
            blob => Assert.Contains($"{blob.Path} ({blob.ETag}): ", line, StringComparison.Ordinal)));
    }

    /// <summary>Drops a photograph, and takes its output away, as storage does that forgets its last seconds.</summary>
    private static async Task<string> DropAndLoseAsync(TestAccount account, string path)
    {
        string eTag = await account.DropAsync(ContainerNames.Grayscale, path, TestPhotos.Grey());
        await account.WaitForOutputAsync(ContainerNames.Colorized, path, eTag);
        await account.Blob(ContainerNames.Colorized, path).DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);
        return eTag;
    }

    private static Task<string> WaitForLineAsync(FunctionsProcess functions, string path, string eTag, string text) =>
        TestAccount.WaitAsync(
        $"the line '{path} ({eTag}): …{text}…'",
        () => Task.FromResult(functions.Lines.FirstOrDefault(line =>
            line.Contains($"{path} ({eTag}): ", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal))));
}
