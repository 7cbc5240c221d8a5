using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Colorize.Tests.Gallery;

/// <summary>A page in a real browser: the system's Chromium, headless.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const float Timeout = 60_000;

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private BrowserPage(IPlaywright playwright, IBrowser browser, IPage page) =>
        (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <summary>Errors of scripts, and what the page's policy has blocked.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Addresses that the page asked for elsewhere than at its own server.</summary>
    public List<string> Elsewhere { get; } = [];

    /// <summary>The tiles of the gallery's wall.</summary>
    public ILocator Tiles => Page.Locator(".tile");

    public static async Task<BrowserPage> OpenAsync(string address, int width = 1280, bool scripts = true, bool dark = false)
    {
        string? program = Programs.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "Chromium is not installed (apt-get install chromium).");
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        IPage page = await browser.NewPageAsync(new()
        {
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            BypassCSP = false,
        });
        page.SetDefaultTimeout(Timeout);
        var opened = new BrowserPage(playwright, browser, page);
        page.PageError += (_, error) => opened.Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                opened.Errors.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(new Uri(address).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                opened.Elsewhere.Add(request.Url);
            }
        };
        await page.GotoAsync(address);
        if (scripts)
        {
            // A click or a drop that comes before the page has been drawn is lost.
            await page.EvaluateAsync("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        }

        return opened;
    }

    /// <summary>The tile of a photograph.</summary>
    public ILocator Tile(string name) => Tiles.Filter(new() { Has = Page.Locator(".name").GetByText(name, new() { Exact = true }) });

    /// <summary>Waits until the wall shows so many tiles in a state.</summary>
    public Task WaitForTilesAsync(int count, string state = "tile") =>
        Page.WaitForFunctionAsync(
            "([state, count]) => document.querySelectorAll(`.tile.${state}`).length === count", new object[] { state, count });

    /// <summary>Waits until a filter counts so many.</summary>
    public Task WaitForCountAsync(string state, string count) =>
        Page.Locator($".filter.{state} .count").GetByText(count, new() { Exact = true }).WaitForAsync(
            new() { State = WaitForSelectorState.Attached });

    /// <summary>What axe finds against WCAG 2.2 A and AA and its best practices, in a line each.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        // Colours are judged as they end, not on their way.
        await Page.EvaluateAsync(
            "() => Promise.all(document.getAnimations().filter(one => one.effect.getComputedTiming().iterations !== Infinity).map(one => "
                + "one.finished.catch(() => {})))");
        AxeResult result = await Page.RunAxe();
        return [.. result.Violations
            .SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help} {node.Html}"))];
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
