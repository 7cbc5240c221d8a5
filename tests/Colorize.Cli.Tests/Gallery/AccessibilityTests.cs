using Colorize.Tests.Gallery.House;

namespace Colorize.Tests.Gallery;

public sealed class AccessibilityTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    [Theory]
    [InlineData(1440, false)]
    [InlineData(1440, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Axe_finds_nothing_in_any_state_of_the_page(int width, bool dark)
    {
        await house.EmptyAsync();
        await using (BrowserPage empty = await BrowserPage.OpenAsync(house.Address, width, dark: dark))
        {
            await empty.WaitForCountAsync("all", "0");
            Assert.Empty(await empty.AxeAsync());
        }

        await house.FinishAsync("done.jpg");
        await house.DropAsync("waiting.jpg");
        await house.DropAsync("rejected.jpg");
        await house.RejectAsync("rejected.jpg", "rejected.jpg is damaged.");
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address, width, dark: dark);
        await browser.WaitForTilesAsync(1, "rejected");
        await browser.Page.GetByText("Select all").ClickAsync();
        Assert.Empty(await browser.AxeAsync());

        foreach (string name in (string[])["done.jpg", "rejected.jpg"])
        {
            await browser.Tile(name).Locator(".open").ClickAsync();
            await browser.Page.Locator(".wish button").WaitForAsync();
            Assert.Empty(await browser.AxeAsync());
            await browser.Page.Keyboard.PressAsync("Escape");
        }

        await browser.Page.Locator("#chosen-delete").ClickAsync();
        Assert.Empty(await browser.AxeAsync());
    }
}
