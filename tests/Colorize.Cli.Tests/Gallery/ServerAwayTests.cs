using Colorize.Tests.Gallery.House;
using Colorize.Tests.Running;
using Microsoft.Playwright;

namespace Colorize.Tests.Gallery;

public sealed class ServerAwayTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    private const string Away = "The gallery does not answer.";

    [Fact]
    public async Task A_gallery_that_is_stopped_shows_and_clears_when_it_is_back_and_uploads_wait_for_it()
    {
        await house.EmptyAsync();
        await house.FinishAsync("before.jpg");
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        await browser.WaitForTilesAsync(1, "done");

        await house.StopServerAsync();
        await browser.Page.GetByText(Away).WaitForAsync();
        await browser.Page.Locator("#files").SetInputFilesAsync(TestPhoto.Write(house.Folder, "meanwhile.jpg", seed: 9));
        await browser.Page.GetByText("Waiting for the gallery with 1 photograph").WaitForAsync();

        await house.StartServerAsync();
        await browser.Page.GetByText(Away).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await browser.WaitForTilesAsync(1, "waiting");
        await browser.WaitForTilesAsync(1, "done");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_gallery_that_is_frozen_shows_and_clears_when_it_goes_on()
    {
        await house.EmptyAsync();
        await using FreezableLine line = new(new Uri(house.Address).Port);
        await using BrowserPage browser = await BrowserPage.OpenAsync($"http://127.0.0.1:{line.Port}");
        await browser.WaitForCountAsync("all", "0");

        line.Freeze();
        await browser.Page.GetByText(Away).WaitForAsync();
        line.GoOn();
        await browser.Page.GetByText(Away).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }
}
