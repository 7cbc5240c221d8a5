using Colorize.Cli.Demo;
using Colorize.Tests.Gallery;
using Colorize.Tests.Running;

namespace Colorize.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    [Trait("Category", "Long")]
    public async Task The_demo_colorizes_the_samples_and_writes_a_page_that_works()
    {
        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string>(), "demo");
        Assert.True(result.Code == 0, result.Errors);

        string output = Path.Combine(CliProcess.ProjectRoot, "out");
        foreach (SamplePhoto sample in SamplePhoto.All)
        {
            (int width, int height, int bands) = TestPhoto.Describe(Path.Combine(output, sample.File));
            (int originalWidth, int originalHeight, _) = TestPhoto.Describe(Path.Combine(output, "originals", sample.File));
            Assert.Equal((originalWidth, originalHeight, 3), (width, height, bands));
            Assert.Contains(sample.File, result.Output, StringComparison.Ordinal);
        }

        await using BrowserPage browser = await BrowserPage.OpenAsync(new Uri(Path.Combine(output, "index.html")).AbsoluteUri);
        Assert.Equal(SamplePhoto.All.Count, await browser.Page.Locator("figure").CountAsync());
        await browser.Page.WaitForFunctionAsync("() => [...document.images].every(i => i.complete && i.naturalWidth > 0)");
        await browser.Page.Locator("input").First.FillAsync("80");
        Assert.Equal("80%", await browser.Page.Locator(".pair").First.EvaluateAsync<string>("pair => pair.style.getPropertyValue('--split')"));
        Assert.Empty(browser.Errors);
    }
}
