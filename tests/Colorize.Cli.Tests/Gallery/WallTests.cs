using Colorize.Tests.Gallery.House;
using Microsoft.Playwright;

namespace Colorize.Tests.Gallery;

public sealed class WallTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    [Fact]
    public async Task Photographs_are_counted_filtered_and_searched_the_newest_first()
    {
        await house.EmptyAsync();
        await house.FinishAsync("holidays/beach.jpg");
        await house.DropAsync("letter.jpg");
        await house.RejectAsync("letter.jpg", "letter.jpg is not an image that Colorize reads.");
        await house.DropAfterAsync("newest.jpg", "letter.jpg");
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);

        await browser.WaitForCountAsync("all", "3");
        await browser.WaitForCountAsync("waiting", "1");
        await browser.WaitForCountAsync("done", "1");
        await browser.WaitForCountAsync("rejected", "1");
        Assert.Equal("newest.jpg", await browser.Tiles.First.GetAttributeAsync("data-path"));

        await browser.Page.Locator(".filter.rejected").ClickAsync();
        await browser.WaitForTilesAsync(1);
        await browser.Page.GetByText("letter.jpg is not an image that Colorize reads.").WaitForAsync();
        await browser.Page.Locator(".filter.all").ClickAsync();
        await browser.Page.Locator("#search").FillAsync("HOLIDAYS/b");
        await browser.WaitForTilesAsync(1, "done");
        await browser.Page.Locator("#search").FillAsync("nobody");
        await browser.Page.GetByText("None of the photographs is like that.").WaitForAsync();
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Names_can_hold_anything()
    {
        await house.EmptyAsync();
        string[] names = ["<b>bold & \"quoted\".jpg", "50 % + 1 #2?.jpg", "Ελλάδα/北京 🌆.jpg", "%2e%2e.jpg", "'; alert(1); '.jpg", "javascript:alert(1).jpg"];
        foreach (string name in names)
        {
            await house.FinishAsync(name);
        }

        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.WaitForTilesAsync(names.Length, "done");
        await browser.Page.WaitForFunctionAsync("count => [...document.querySelectorAll('.tile img')].filter(i => i.complete && i.naturalWidth > 0).length === count", names.Length);
        string?[] shown = await browser.Tiles.EvaluateAllAsync<string[]>("tiles => tiles.map((tile) => tile.dataset.path)");
        Assert.Equal(names.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        Assert.Equal(0, await browser.Page.Locator(".wall b").CountAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_rejected_name_that_nobody_can_ask_for_is_shown_with_its_reason()
    {
        await house.EmptyAsync();
        await house.DropAsync("there.jpg");
        await house.RejectAsync("there.jpg", "The picture is damaged.");
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.Tile("there.jpg").GetByText("The picture is damaged.").WaitForAsync();
    }

    [Fact]
    public async Task On_a_phone_the_box_that_selects_a_rejected_photograph_lies_beside_its_reason()
    {
        const string Reason = "The picture breaks off: of its 2,000 rows 1,200 are missing, more than the third that may be. Scan it again, and upload that file.";
        await house.EmptyAsync();
        foreach (string name in (string[])["one.jpg", "two.jpg", "three.jpg"])
        {
            await house.DropAsync(name);
            await house.RejectAsync(name, Reason);
        }

        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address, width: 390);
        await browser.WaitForTilesAsync(3, "rejected");

        double[] room = await browser.Tiles.EvaluateAllAsync<double[]>(
            "tiles => tiles.map((tile) => tile.querySelector('.reason').getBoundingClientRect().top - tile.querySelector('.pick input').getBoundingClientRect().bottom)");
        double[] lines = await browser.Page.Locator(".reason").EvaluateAllAsync<double[]>(
            "reasons => reasons.map((reason) => reason.clientHeight / parseFloat(getComputedStyle(reason).lineHeight))");
        Assert.All(room, distance => Assert.True(distance >= 0, $"The reason begins {-distance} px above the box's lower edge."));
        Assert.All(lines, count => Assert.True(count >= 0.9 && Math.Abs(count - Math.Round(count)) < 0.1, $"{count} lines are shown."));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1440)]
    public async Task The_page_fits_its_window_and_shows_every_picture_whole(int width)
    {
        await house.EmptyAsync();
        await house.FinishAsync("portrait.jpg", 200, 320);
        await house.FinishAsync("landscape.jpg", 320, 200);
        await house.FinishAsync("panorama.jpg", 600, 100);
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address, width);
        await browser.WaitForTilesAsync(3, "done");

        Assert.True(await browser.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await browser.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.tile img')].every((i) => i.naturalWidth > 0)");
        double[] distorted = await browser.Page.Locator(".tile img").EvaluateAllAsync<double[]>(
            "pictures => pictures.filter((i) => i.naturalWidth / i.naturalHeight < 4).map((i) => i.clientWidth / i.clientHeight / (i.naturalWidth / i.naturalHeight))");
        Assert.All(distorted, ratio => Assert.InRange(ratio, 0.97, 1.03));
    }

    [Fact]
    public async Task A_print_shows_every_picture_whole()
    {
        await house.EmptyAsync();
        await house.FinishAsync("portrait.jpg", 200, 320);
        await house.FinishAsync("landscape.jpg", 320, 200);
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.WaitForTilesAsync(2, "done");
        await browser.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.tile img')].every((i) => i.naturalWidth > 0)");

        await browser.Page.EmulateMediaAsync(new() { Media = Media.Print });

        double[] distorted = await browser.Page.Locator(".tile img").EvaluateAllAsync<double[]>(
            "pictures => pictures.map((i) => i.clientWidth / i.clientHeight / (i.naturalWidth / i.naturalHeight))");
        Assert.All(distorted, ratio => Assert.InRange(ratio, 0.99, 1.01));
        Assert.False(await browser.Page.Locator(".drop").IsVisibleAsync());
    }

    [Fact]
    public async Task What_is_selected_is_downloaded_as_a_zip_tried_again_and_deleted()
    {
        await house.EmptyAsync();
        await house.FinishAsync("album/one.jpg");
        await house.FinishAsync("album/two.jpg");
        await house.DropAsync("bad.jpg");
        await house.RejectAsync("bad.jpg", "bad.jpg is damaged.");
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.WaitForTilesAsync(3);

        await browser.Page.GetByText("Select all").ClickAsync();
        await browser.Page.GetByText("3 photographs selected").WaitForAsync();
        IDownload zip = await browser.Page.RunAndWaitForDownloadAsync(() => browser.Page.Locator("#chosen-zip").ClickAsync());
        await ZipFile.CheckAsync(await zip.PathAsync(), ["album/one.jpg", "album/two.jpg", "left out.txt"]);

        await browser.Page.Locator("#chosen-clear").ClickAsync();
        await browser.Tile("bad.jpg").HoverAsync();
        await browser.Page.GetByLabel("Select bad.jpg").CheckAsync();
        await browser.Page.Locator("#chosen-retry").ClickAsync();
        await browser.WaitForCountAsync("rejected", "0");
        await house.ColourAsync("bad.jpg");
        await browser.WaitForCountAsync("done", "3");

        await browser.Page.Locator("#chosen-delete").ClickAsync();
        await browser.Page.GetByText("Delete bad.jpg, as it came and in colour?").WaitForAsync();
        await browser.Page.Locator("#ask-yes").ClickAsync();
        await browser.WaitForCountAsync("all", "2");
        Assert.False((await house.Blob("grayscale", "bad.jpg").ExistsAsync(TestContext.Current.CancellationToken)).Value);
        Assert.False((await house.Blob("colorized", "bad.jpg").ExistsAsync(TestContext.Current.CancellationToken)).Value);
        Assert.False((await house.Blob("rejected", "grayscale/bad.jpg.json").ExistsAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Empty(browser.Errors);
    }
}
