using System.Net;
using Colorize.Tests.Gallery.House;

namespace Colorize.Tests.Gallery;

public sealed class PageGuardTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://example.org")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "example.org")]
    [InlineData("Host", "devstoreaccount1.evil.com")]
    public async Task Requests_of_other_pages_and_by_other_names_are_turned_away(string header, string value)
    {
        foreach (string address in (string[])["/", "/changes", "/choices", "/preview?container=grayscale&path=a.jpg&version=1&size=Tile", "/original?container=grayscale&path=a.jpg"])
        {
            using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, address, header, value);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        }

        using HttpResponseMessage upload = await SendAsync(HttpMethod.Put, "/photographs?list=40", header, value);
        Assert.Equal(HttpStatusCode.Forbidden, upload.StatusCode);
        using HttpResponseMessage deletion = await SendAsync(HttpMethod.Post, "/delete", header, value);
        Assert.Equal(HttpStatusCode.Forbidden, deletion.StatusCode);
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("none")]
    public async Task The_gallerys_own_page_is_answered_and_can_neither_be_framed_nor_embedded(string site)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "/", "Sec-Fetch-Site", site);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }

    [Fact]
    public async Task A_page_elsewhere_shows_no_preview()
    {
        await house.FinishAsync("secret.jpg");
        await using BrowserPage own = await BrowserPage.OpenAsync(house.Address);
        await own.WaitForTilesAsync(1, "done");
        string preview = await own.Page.Locator(".tile img").GetAttributeAsync("src") ?? "";
        string page = Path.Combine(house.Folder, "elsewhere.html");
        await File.WriteAllTextAsync(
            page,
            $"<img id=found src='{house.Address}{WebUtility.HtmlEncode(preview)}'><iframe src='{house.Address}/'></iframe>",
            TestContext.Current.CancellationToken);

        await using BrowserPage elsewhere = await BrowserPage.OpenAsync(new Uri(page).AbsoluteUri);
        await elsewhere.Page.WaitForFunctionAsync("() => document.getElementById('found').complete");
        Assert.Equal(0, await elsewhere.Page.Locator("#found").EvaluateAsync<int>("image => image.naturalWidth"));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string header, string value)
    {
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        using HttpRequestMessage request = new(method, address);
        request.Headers.TryAddWithoutValidation(header, value);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
