using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Gallery.House;
using Colorize.Tests.Running;

namespace Colorize.Tests.Gallery;

public sealed class ThousandsTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    private const int Count = 5000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "Long")]
    public async Task Five_thousand_photographs_are_shown_searched_and_reached_with_few_elements()
    {
        byte[] jpeg = await File.ReadAllBytesAsync(TestPhoto.Write(house.Folder, "tiny.jpg", width: 32, height: 24), Stop);
        await Parallel.ForAsync(
            0,
            Count,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop },
            async (number, stop) => await AddAsync(number, jpeg, stop));
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address, width: 1440);

        await browser.WaitForCountAsync("done", "5,000");
        Assert.InRange(await browser.Tiles.CountAsync(), 10, 200);
        string first = (await browser.Tiles.First.GetAttributeAsync("data-path"))!;

        await browser.Page.Locator("#select-all").FocusAsync();
        await browser.Page.Keyboard.PressAsync("Tab");
        await browser.Page.Keyboard.PressAsync("End");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.closest('.tile')?.getAttribute('aria-posinset') === '5000'");
        Assert.InRange(await browser.Tiles.CountAsync(), 5, 200);
        await browser.Page.Keyboard.PressAsync("Home");
        Assert.Equal(first, await browser.Page.EvaluateAsync<string>("() => document.activeElement.closest('.tile').dataset.path"));

        await browser.Page.Locator("#search").FillAsync("photo-4321");
        await browser.WaitForTilesAsync(1);
        await house.DropAsync("the newest.jpg");
        await browser.WaitForCountAsync("waiting", "1");
        await browser.WaitForCountAsync("all", "5,001");
        Assert.Empty(browser.Errors);
    }

    private async Task AddAsync(int number, byte[] jpeg, CancellationToken stop)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"scans/box {number / 100}/photo-{number:0000}.jpg");
        Response<BlobContentInfo> source = await house.Blob(ContainerNames.Grayscale, path).UploadAsync(
            new BinaryData(jpeg), overwrite: true, stop);
        Dictionary<string, string> metadata = new()
        {
            [BlobMetadata.SourceETag] = UnquotedETag.Of(source.Value.ETag),
            [BlobMetadata.Width] = (number % 5) switch { 0 => "2000", _ => "3000" },
            [BlobMetadata.Height] = (number % 5) switch { 0 => "3000", _ => "2000" },
        };
        await house.Blob(ContainerNames.Colorized, path).UploadAsync(
            new BinaryData(jpeg), new BlobUploadOptions { Metadata = metadata }, stop);
    }
}
