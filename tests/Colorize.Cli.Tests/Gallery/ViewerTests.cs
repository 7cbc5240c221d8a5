using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Gallery.House;
using Microsoft.Playwright;

namespace Colorize.Tests.Gallery;

public sealed class ViewerTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    private const string Screen = ".stage img.after";

    [Fact]
    public async Task A_photograph_is_opened_compared_zoomed_and_left_with_the_keyboard_alone()
    {
        await house.EmptyAsync();
        await house.FinishAsync("b.jpg", 1600, 1000);
        await house.FinishAsync("a.jpg", 1600, 1000);
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.WaitForTilesAsync(2, "done");
        IKeyboard keyboard = browser.Page.Keyboard;
        string first = (await browser.Tiles.First.GetAttributeAsync("data-path"))!;
        string second = first == "a.jpg" ? "b.jpg" : "a.jpg";

        await browser.Page.Locator("#select-all").FocusAsync();
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("ArrowLeft");
        await keyboard.PressAsync("Enter");
        await browser.Page.Locator("#viewer-name").GetByText(first).WaitForAsync();
        await browser.Page.GetByText("1 of 2").WaitForAsync();
        await browser.Page.Locator(".seen").GetByText("solar panel").WaitForAsync();

        await keyboard.PressAsync("ArrowRight");
        await browser.Page.Locator("#viewer-name").GetByText(second).WaitForAsync();
        await browser.Page.WaitForFunctionAsync($"() => document.querySelector('{Screen}').naturalWidth > 0");
        double before = await WidthAsync(browser.Page);
        await keyboard.PressAsync("+");
        await keyboard.PressAsync("+");
        Assert.Equal(2.25, await WidthAsync(browser.Page) / before, 2);
        await browser.Page.WaitForFunctionAsync($"() => document.querySelector('{Screen}').getAttribute('src').includes('size=Full')");
        await keyboard.PressAsync("0");
        Assert.Equal(before, await WidthAsync(browser.Page), 1);

        ILocator seam = browser.Page.GetByLabel($"{second}: how much of it is before");
        await seam.FocusAsync();
        await keyboard.PressAsync("End");
        Assert.Equal("1", await browser.Page.Locator(".sheet").EvaluateAsync<string>("sheet => sheet.style.getPropertyValue('--share')"));

        await keyboard.PressAsync("Escape");
        Assert.False(await browser.Page.Locator("#viewer").IsVisibleAsync());
        await browser.Page.WaitForFunctionAsync("path => document.activeElement.closest('.tile')?.dataset.path === path", second);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Another_network_is_chosen_and_the_old_result_stays_until_the_new_one_is_there()
    {
        await house.EmptyAsync();
        await house.FinishAsync("photo.jpg");
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.Tile("photo.jpg").Locator(".open").ClickAsync();
        string old = (await browser.Page.Locator(Screen).GetAttributeAsync("src"))!;

        await browser.Page.Locator("#wish-network").SelectOptionAsync("resnet");
        await browser.Page.GetByText("Colour it so").ClickAsync();

        await browser.Page.Locator(".details").GetByText("Being coloured again").WaitForAsync();
        Assert.Equal(old, await browser.Page.Locator(Screen).GetAttributeAsync("src"));
        BlobProperties source = await house.Blob(ContainerNames.Grayscale, "photo.jpg").GetPropertiesAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("resnet", source.Metadata[BlobMetadata.Network]);

        await house.ColourAsync("photo.jpg", red: 90, network: "resnet", vividness: "0.3");
        await browser.Page.Locator(".details .state").GetByText("In colour").WaitForAsync();
        await browser.Page.WaitForFunctionAsync($"old => document.querySelector('{Screen}').getAttribute('src') !== old", old);
        await browser.Page.Locator(".details dd").GetByText("ResNet").WaitForAsync();
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_photograph_is_downloaded_and_deleted_after_one_question()
    {
        await house.EmptyAsync();
        await house.FinishAsync("photo.jpg");
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.Tile("photo.jpg").Locator(".open").ClickAsync();

        IDownload saved = await browser.Page.RunAndWaitForDownloadAsync(
            () => browser.Page.GetByText("Download", new() { Exact = true }).ClickAsync());
        Assert.Equal("photo.jpg", saved.SuggestedFilename);
        await browser.Page.Locator(".details").GetByText("Delete", new() { Exact = true }).ClickAsync();
        await browser.Page.Keyboard.PressAsync("Enter");
        Assert.True(await browser.Page.Locator("#viewer").IsVisibleAsync(), "The first answer offered is to keep.");
        await browser.Page.Locator(".details").GetByText("Delete", new() { Exact = true }).ClickAsync();
        await browser.Page.Locator("#ask-yes").ClickAsync();

        await browser.WaitForTilesAsync(0);
        await browser.Page.Locator("#viewer").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.False((await house.Blob(ContainerNames.Grayscale, "photo.jpg").ExistsAsync(TestContext.Current.CancellationToken)).Value);
    }

    private static Task<double> WidthAsync(IPage page) =>
        page.Locator(".sheet").EvaluateAsync<double>("sheet => sheet.getBoundingClientRect().width");
}
