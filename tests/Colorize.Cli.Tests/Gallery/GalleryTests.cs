using System.Net;
using Colorize.Tests.Running;
using Microsoft.Playwright;
using NetVips;

namespace Colorize.Tests.Gallery;

public sealed class GalleryTests(UpFixture up)
{
    [Fact]
    public async Task A_photograph_dropped_on_the_page_appears_in_colour_beside_itself()
    {
        string photo = TestPhoto.Write(Directory.CreateTempSubdirectory("colorize-gallery-").FullName, "From the <b>browser.jpg", seed: 8);
        await using BrowserPage browser = await BrowserPage.OpenAsync(up.Gallery);

        await browser.Page.Locator("input[type=file]").SetInputFilesAsync(photo);

        ILocator colour = browser.Page.GetByAltText("From the <b>browser.jpg, in colour");
        await colour.WaitForAsync(new() { Timeout = 60_000 });
        await browser.Page.WaitForFunctionAsync("() => [...document.images].every(i => i.complete && i.naturalWidth > 0)");
        Assert.Equal(320, await colour.EvaluateAsync<int>("image => image.naturalWidth"));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Formats_that_browsers_cannot_show_are_shown_all_the_same()
    {
        string folder = Directory.CreateTempSubdirectory("colorize-gallery-").FullName;
        string scan = Path.Combine(folder, "scan.tif");
        using (Image photo = Image.NewFromFile(TestPhoto.Write(folder, "scan.jpg", seed: 31)))
        {
            await File.WriteAllBytesAsync(scan, photo.TiffsaveBuffer(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, (await up.RunAsync("drop", scan, "--out", Path.Combine(folder, "out"))).Code);
        await using BrowserPage browser = await BrowserPage.OpenAsync(up.Gallery);

        ILocator colour = browser.Page.GetByAltText("scan.tif, in colour");
        await colour.WaitForAsync(new() { Timeout = 60_000 });
        await browser.Page.WaitForFunctionAsync("() => [...document.images].every(i => i.complete && i.naturalWidth > 0)");
        Assert.Equal(320, await colour.EvaluateAsync<int>("image => image.naturalWidth"));
    }

    [Fact]
    public async Task A_refused_file_is_explained_on_the_page()
    {
        string letter = Path.Combine(Directory.CreateTempSubdirectory("colorize-gallery-").FullName, "gallery-letter.jpg");
        await File.WriteAllTextAsync(letter, "Dear archive", TestContext.Current.CancellationToken);
        await using BrowserPage browser = await BrowserPage.OpenAsync(up.Gallery);

        await browser.Page.Locator("input[type=file]").SetInputFilesAsync(letter);

        await browser.Page.GetByText("gallery-letter.jpg is not an image").WaitForAsync(new() { Timeout = 60_000 });
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task The_page_fits_a_phone()
    {
        await using BrowserPage browser = await BrowserPage.OpenAsync(up.Gallery, width: 360);
        Assert.True(await browser.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
    }

    [Fact]
    public async Task Pages_of_other_sites_are_turned_away()
    {
        using var client = new HttpClient { BaseAddress = new Uri(up.Gallery) };
        using var foreign = new HttpRequestMessage(HttpMethod.Put, "/photographs/planted.jpg") { Content = new StringContent("x") };
        foreign.Headers.Add("Origin", "https://example.org");
        using HttpResponseMessage answer = await client.SendAsync(foreign, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);

        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/photographs");
        rebound.Headers.Host = "example.org";
        using HttpResponseMessage refused = await client.SendAsync(rebound, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
