using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Gallery.Uploads;
using Colorize.Tests.Gallery.House;

namespace Colorize.Tests.Gallery;

public sealed class UploadLimitTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bodies_that_stall_end_by_time_and_let_the_next_in()
    {
        // All places are taken by bodies that never come.
        List<TcpClient> stalled = [];
        for (int index = 0; index < UploadEndpoint.MaxBodies; index++)
        {
            stalled.Add(await BeginAsync($"stalled-{index}.jpg"));
        }

        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        Task<HttpResponseMessage> next = client.PutAsync("/photographs?path=next.jpg", new ByteArrayContent([1, 2, 3]), Stop);

        foreach (TcpClient one in stalled)
        {
            using StreamReader answer = new(one.GetStream());
            string text = await answer.ReadToEndAsync(Stop);
            Assert.StartsWith("HTTP/1.1 408", text, StringComparison.Ordinal);
            Assert.Contains("stalled", text, StringComparison.Ordinal);
            one.Dispose();
        }

        using HttpResponseMessage stored = await next;
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
    }

    [Fact]
    public async Task A_body_without_a_length_that_grows_too_large_is_refused()
    {
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        using HttpRequestMessage request =
            new(HttpMethod.Put, "/photographs?path=endless.jpg") { Content = new StreamContent(new EndlessStream()) };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server hung up before the client had read its answer: as good.
        }

        Assert.False((await house.Blob("grayscale", "endless.jpg").ExistsAsync(Stop)).Value);
    }

    [Fact]
    public async Task Uploads_and_previews_heed_the_configured_limits()
    {
        byte[] large = new byte[GalleryHouse.Limits.MaxBytes + 1];
        await house.Blob("grayscale", "large.jpg").UploadAsync(new BinaryData(large), overwrite: true, Stop);
        BlobProperties properties = await house.Blob("grayscale", "large.jpg").GetPropertiesAsync(cancellationToken: Stop);
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };

        string version = properties.ETag.ToString().Trim('"');
        using HttpResponseMessage preview = await client.GetAsync(
            $"/preview?container=grayscale&path=large.jpg&version={version}&size=Tile", Stop);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, preview.StatusCode);
        Assert.Contains(
            "8,388,608 are allowed (Colorize__Limits__MaxBytes)", await preview.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("export const maxBytes = 8388608;\n", await client.GetStringAsync("/limits.js", Stop));
    }

    private async Task<TcpClient> BeginAsync(string name)
    {
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(house.Address).Port, Stop);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"PUT /photographs?path={name} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\nthe first bytes"),
            Stop);
        return client;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(buffer.Length);
    }
}
