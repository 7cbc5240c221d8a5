using Colorize.Cli.Demo;
using Colorize.Tests.Gallery;
using Colorize.Tests.Running;
using Microsoft.Playwright;

namespace Colorize.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    [Trait("Category", "Long")]
    public async Task The_demo_colorizes_the_samples_and_writes_a_page_that_works()
    {
        string output = Directory.CreateTempSubdirectory("colorize-demo-").FullName;
        await File.WriteAllTextAsync(Path.Combine(output, "dust-bowl-home.jpg"), "mine", TestContext.Current.CancellationToken);
        CliResult first = await CliProcess.RunAsync(new Dictionary<string, string>(), "demo", "--out", output);
        Assert.True(first.Code == 0, first.Errors);
        Assert.Equal(
            "mine", await File.ReadAllTextAsync(Path.Combine(output, "dust-bowl-home.jpg"), TestContext.Current.CancellationToken));
        File.Delete(Path.Combine(output, "dust-bowl-home.jpg"));

        CliResult result = await CliProcess.RunAsync(new Dictionary<string, string>(), "demo", "--out", output);
        Assert.True(result.Code == 0, result.Errors);
        foreach (SamplePhotograph sample in SamplePhotograph.All)
        {
            (int width, int height, int bands) = TestPhoto.Describe(Path.Combine(output, sample.FileName));
            (int greyWidth, int greyHeight, int greyBands) = TestPhoto.Describe(Path.Combine(output, $"{sample.Package}.gray.jpg"));
            Assert.Equal((greyWidth, greyHeight, 1, 3), (width, height, greyBands, bands));
            Assert.Contains(sample.FileName, result.Output, StringComparison.Ordinal);
        }

        await using BrowserPage browser = await BrowserPage.OpenAsync(new Uri(Path.Combine(output, "index.html")).AbsoluteUri);
        Assert.Equal(SamplePhotograph.All.Count, await browser.Page.Locator("figure").CountAsync());
        await browser.Page.WaitForFunctionAsync("() => [...document.images].every(i => i.complete && i.naturalWidth > 0)");
        await browser.Page.Locator("input").First.FillAsync("80");
        Assert.Equal(
            "0.8",
            await browser.Page.Locator(".compare").First.EvaluateAsync<string>("compare => compare.style.getPropertyValue('--share')"));
        await browser.Page.Locator(".compare").First.ClickAsync(new() { Position = new() { X = 1, Y = 20 } });
        Assert.Equal(
            "0",
            await browser.Page.Locator(".compare").First.EvaluateAsync<string>(
                "compare => Number(compare.style.getPropertyValue('--share')).toFixed()"));
        Assert.Equal(
            0,
            await browser.Page.EvaluateAsync<int>(
                "() => performance.getEntriesByType('resource').filter(entry => !entry.name.startsWith('data:')).length"));
        Assert.Empty(browser.Errors);

        await using BrowserPage plain = await BrowserPage.OpenAsync(
            new Uri(Path.Combine(output, "index.html")).AbsoluteUri, width: 400, scripts: false);
        LocatorBoundingBoxResult before = (await plain.Page.Locator(".before").First.BoundingBoxAsync())!;
        LocatorBoundingBoxResult after = (await plain.Page.Locator(".after").First.BoundingBoxAsync())!;
        Assert.True(before.X + before.Width <= after.X && after.X + after.Width <= 400, "Without a script, the two are side by side.");
    }
}
