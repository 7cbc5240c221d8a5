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
            stalled.Add(await BeginAsync());
        }

        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        Task<HttpResponseMessage> next = client.PutPhotographsAsync(Stop, ("next.jpg", [1, 2, 3]));

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
        Assert.True((bool)(await stored.OutcomesAsync(Stop)).Single()["isNew"]!);
    }

    [Fact]
    public async Task A_body_without_a_length_is_refused()
    {
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        using HttpRequestMessage request =
            new(HttpMethod.Put, "/photographs?list=40") { Content = new StreamContent(new EndlessStream()) };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.LengthRequired, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server hung up before the client had read its answer: as good.
        }
    }

    [Fact]
    public async Task A_body_that_is_larger_than_a_photograph_may_be_is_refused_before_it_is_read()
    {
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        using HttpRequestMessage request = new(HttpMethod.Put, "/photographs?list=40") { Content = new ByteArrayContent([]) };
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentLength = GalleryHouse.Limits.MaxBytes + 41;

        using HttpResponseMessage answer = await client.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("is larger than 8 MiB, the most that is taken.", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[1]")]
    [InlineData("[{\"bytes\":3}]")]
    [InlineData("[{\"path\":null,\"bytes\":3}]")]
    [InlineData("[{\"path\":\"planted.jpg\"}]")]
    [InlineData("[{\"path\":\"planted.jpg\",\"bytes\":2}]")]
    [InlineData("[{\"path\":\"planted.jpg\",\"bytes\":4}]")]
    [InlineData("[{\"path\":\"planted.jpg\",\"bytes\":3},{\"path\":\"planted.jpg\",\"bytes\":9223372036854775807}]")]
    [InlineData("[{\"path\":\"planted.jpg\",\"bytes\":4},{\"path\":\"planted.jpg\",\"bytes\":-1}]")]
    [InlineData("[{\"path\":\"planted.jpg\",\"bytes\":3}")]
    public async Task A_list_that_does_not_fit_what_follows_it_is_refused_and_nothing_is_stored(string list)
    {
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };

        using HttpResponseMessage answer = await client.PutListAsync(list, [1, 2, 3], Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False((await house.Blob("grayscale", "planted.jpg").ExistsAsync(Stop)).Value);
    }

    [Fact]
    public async Task Photographs_that_are_too_many_or_too_large_to_go_together_are_refused()
    {
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        (string, byte[])[] many = [.. Enumerable.Range(0, UploadLimits.MaxPhotographs + 1).Select(number => ($"planted {number}.jpg", new byte[] { 1 }))];
        string large = $$"""[{"path":"planted.jpg","bytes":{{UploadLimits.MaxBytesTogether}}},{"path":"planted 0.jpg","bytes":1}]""";

        using HttpResponseMessage tooMany = await client.PutPhotographsAsync(Stop, many);
        using HttpResponseMessage tooLarge = await client.PutListAsync(large, new byte[UploadLimits.MaxBytesTogether + 1], Stop);

        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tooLarge.StatusCode);
        Assert.False((await house.Blob("grayscale", "planted 0.jpg").ExistsAsync(Stop)).Value);
    }

    [Fact]
    public async Task Photographs_that_go_together_are_told_of_in_their_order()
    {
        await house.EmptyAsync();
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        using HttpResponseMessage first = await client.PutPhotographsAsync(Stop, ("one.jpg", [1]));

        using HttpResponseMessage answer =
            await client.PutPhotographsAsync(Stop, ("two.jpg", [2]), ("one.jpg", [1]), ("empty.jpg", []), ("one.jpg", [3]));

        Assert.Equal([true, false, true, true], (await answer.OutcomesAsync(Stop)).Select(outcome => (bool)outcome["isNew"]!));
        BinaryData numbered = (await house.Blob("grayscale", "one (2).jpg").DownloadContentAsync(Stop)).Value.Content;
        Assert.Equal([3], numbered.ToArray());
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
        Assert.Equal(
            "export const maxBytes = 8388608;\nexport const together = { photographs: 32, bytes: 4194304 };\n", await client.GetStringAsync("/limits.js", Stop));
    }

    private async Task<TcpClient> BeginAsync()
    {
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(house.Address).Port, Stop);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                "PUT /photographs?list=40 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\nthe first bytes"),
            Stop);
        return client;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(buffer.Length);
    }
}
