using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Running;
using Microsoft.Playwright;
using NetVips;

namespace Colorize.Tests.Gallery;

/// <summary>The page, the functions and the bundled networks together.</summary>
public sealed class VividnessTests(UpFixture up)
{
    private const string Screen = ".stage img.after";

    // What is to be seen of the photograph in colour, from frame to frame.
    private const string Watch =
        $$"""
        () => {
          window.seen = [];
          const look = () => {
            const picture = document.querySelector("{{Screen}}");
            const now = picture?.naturalWidth > 0 ? picture.getAttribute("src") : "nothing";
            if (window.seen.at(-1) !== now) window.seen.push(now);
            requestAnimationFrame(look);
          };
          look();
        }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_vividness_is_chosen_and_the_colours_before_are_shown_until_the_new_ones_are_there()
    {
        const string name = "vividness.jpg";
        string folder = Directory.CreateTempSubdirectory("colorize-vividness-").FullName;
        CliResult dropped = await up.RunAsync(
            "drop", TestPhoto.Write(folder, name), "--network", "unet", "--vividness", "0.1", "--out", Path.Combine(folder, "out"));
        Assert.Equal(0, dropped.Code);
        (IDictionary<string, string> metadata, Image faithful) = await ResultAsync(name);
        Assert.Equal(("unet", "0.1"), (metadata[BlobMetadata.Network], metadata[BlobMetadata.Vividness]));
        await using BrowserPage browser = await BrowserPage.OpenAsync(up.Gallery);
        await browser.Tile(name).Locator(".open").ClickAsync();
        await Fact(browser, "Vividness", "0.1").WaitForAsync();
        await browser.Page.WaitForFunctionAsync($"() => document.querySelector('{Screen}').naturalWidth > 0");
        string old = (await browser.Page.Locator(Screen).GetAttributeAsync("src"))!;
        await browser.Page.EvaluateAsync(Watch);

        await browser.Page.Locator("#wish-network").SelectOptionAsync("ensemble");
        Assert.True(await browser.Page.Locator("#wish-vividness").IsDisabledAsync());
        await browser.Page.Locator("#wish-network").SelectOptionAsync("unet");
        await browser.Page.Locator("#wish-vividness").FillAsync("0.9");
        await browser.Page.GetByText("Colour it so").ClickAsync();

        await Fact(browser, "Vividness", "0.9").WaitForAsync();
        await Fact(browser, "Network", "U-Net").WaitForAsync();
        await browser.Page.Locator(".details .state").GetByText("In colour").WaitForAsync();
        await browser.Page.WaitForFunctionAsync("old => window.seen.at(-1) !== old", old);
        string[] seen = await browser.Page.EvaluateAsync<string[]>("() => window.seen");
        Assert.Equal([old, (await browser.Page.Locator(Screen).GetAttributeAsync("src"))!], seen);
        (metadata, Image vivid) = await ResultAsync(name);
        Assert.Equal(("unet", "0.9"), (metadata[BlobMetadata.Network], metadata[BlobMetadata.Vividness]));
        Assert.True(Chroma(vivid) > Chroma(faithful), $"Vivid colours have a chroma of {Chroma(vivid):0.00}, faithful ones of {Chroma(faithful):0.00}.");
        Assert.Empty(browser.Errors);
        faithful.Dispose();
        vivid.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static ILocator Fact(BrowserPage browser, string name, string value) =>
        browser.Page.Locator(".details dl > div").Filter(new() { Has = browser.Page.Locator("dt").GetByText(name, new() { Exact = true }) })
            .Locator("dd").GetByText(value, new() { Exact = true });

    private async Task<(IDictionary<string, string> Metadata, Image Picture)> ResultAsync(string name)
    {
        StorageClients storage = StorageClients.Create(new StorageOptions { ConnectionString = up.Settings["AzureWebJobsStorage"] });
        BlobClient blob = storage.Container(ContainerNames.Colorized).GetBlobClient(name);
        Response<BlobDownloadResult> result = await blob.DownloadContentAsync(Stop);
        return (result.Value.Details.Metadata, Image.NewFromBuffer(result.Value.Content.ToArray()));
    }

    // The mean distance of the colours from grey.
    private static double Chroma(Image picture)
    {
        using Image lch = picture.Colourspace(Enums.Interpretation.Lch);
        using Image chroma = lch[1];
        return chroma.Avg();
    }
}
