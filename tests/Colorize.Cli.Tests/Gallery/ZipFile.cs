using System.IO.Compression;
using NetVips;

namespace Colorize.Tests.Gallery;

/// <summary>Looks into zips that the gallery sends.</summary>
internal static class ZipFile
{
    /// <summary>Holds a zip to its entries, of which those that are pictures must be pictures in colour.</summary>
    public static async Task CheckAsync(string path, string[] entries)
    {
        await using FileStream file = File.OpenRead(path);
        await using ZipArchive zip = await ZipArchive.CreateAsync(
            file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, TestContext.Current.CancellationToken);
        Assert.Equal(entries, zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        foreach (ZipArchiveEntry entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".jpg", StringComparison.Ordinal)))
        {
            using MemoryStream content = new();
            await using Stream stream = await entry.OpenAsync(TestContext.Current.CancellationToken);
            await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
            using Image image = Image.NewFromBuffer(content.ToArray());
            Assert.Equal(3, image.Bands);
        }
    }
}
