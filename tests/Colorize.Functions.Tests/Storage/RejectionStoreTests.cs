using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Storage;

public sealed class RejectionStoreTests(Emulator emulator)
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rejections_are_written_listed_and_deleted()
    {
        TestAccount account = await emulator.NewAccountAsync();
        RejectionStore store = account.Rejections;
        Rejection photo = new("grayscale", "Großmutter.jpg", "Corrupt", "It ends early.", "0x1", Noon, "0.1.0");
        Rejection upload = new("uploads", new string('x', 1020), "WrongPath", "Too long.", "0x2", Noon, "0.1.0");
        await store.WriteAsync(photo, TestContext.Current.CancellationToken);
        await store.WriteAsync(upload, TestContext.Current.CancellationToken);
        await account.DropAsync(ContainerNames.Rejected, "grayscale/notes.txt", "not a rejection"u8.ToArray());

        Assert.Equal([photo, upload], await ListAsync(store, null));
        Assert.Equal([photo], await ListAsync(store, "grayscale"));
        Assert.Equal(upload, await store.FindAsync("uploads", upload.Path, TestContext.Current.CancellationToken));

        Assert.True(await store.DeleteAsync("uploads", upload.Path, TestContext.Current.CancellationToken));
        Assert.False(await store.DeleteAsync("uploads", upload.Path, TestContext.Current.CancellationToken));
        Assert.Equal([photo], await ListAsync(store, null));
    }

    [Fact]
    public async Task People_can_read_them()
    {
        TestAccount account = await emulator.SpareAccountAsync();
        await account.Rejections.WriteAsync(
            new("grayscale", "Großmutter.jpg", "Corrupt", "It ends early.", "0x1", Noon, "0.1.0"), TestContext.Current.CancellationToken);

        BlobDownloadResult json = await account.Blob(ContainerNames.Rejected, "grayscale/Großmutter.jpg.json")
            .DownloadContentAsync(TestContext.Current.CancellationToken);

        Assert.Contains("  \"path\": \"Großmutter.jpg\",\n", json.Content.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("\"time\": \"2026-01-02T12:00:00+00:00\"", json.Content.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("application/json", json.Details.ContentType, StringComparison.Ordinal);
    }

    private static async Task<List<Rejection>> ListAsync(RejectionStore store, string? container)
    {
        List<Rejection> list = [];
        await foreach (Rejection rejection in store.ListAsync(container, TestContext.Current.CancellationToken))
        {
            list.Add(rejection);
        }

        return list;
    }
}
