using Colorize.Tests.Gallery;

namespace Colorize.Tests.Trainer.Reporting;

/// <summary>The report as a browser shows it.</summary>
public sealed class ReportPageTests(WholeReport whole) : IClassFixture<WholeReport>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task In_a_browser_all_pictures_show_and_the_page_never_scrolls_sideways(int width)
    {
        string path = _folder.Add("report.html", whole.Report.Html);

        await using BrowserPage browser = await BrowserPage.OpenAsync("about:blank", width, scripts: false);
        List<string> requests = [];
        browser.Page.Request += (_, request) => requests.Add(request.Url);
        await browser.Page.GotoAsync(new Uri(path).AbsoluteUri);

        Assert.Empty(requests.Where(address => !address.StartsWith("data:", StringComparison.Ordinal)).Skip(1));
        Assert.True(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.True(
            await browser.Page.EvaluateAsync<bool>(
                "[...document.images].length > 0 && [...document.images].every(image => image.complete && image.naturalWidth === 128)"));
        Assert.True(await browser.Page.Locator("svg:visible").CountAsync() >= 4);
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task Axe_finds_nothing_in_the_report(int width, bool dark)
    {
        string path = _folder.Add("report.html", whole.Report.Html);
        await using BrowserPage browser = await BrowserPage.OpenAsync(new Uri(path).AbsoluteUri, width, dark: dark);
        Assert.Empty(await browser.AxeAsync());
    }
}
