using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using System.Web;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Gallery.Pictures;
using Colorize.Imaging;
using Colorize.Storage;
using Colorize.Tests.Gallery.House;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Colorize.Tests.Gallery;

/// <summary>What nobody looks at any more is not decoded: neither asked for by the page nor made by the server.</summary>
public sealed class ClosedPreviewTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    private const int Side = 65_000;

    private static readonly ImageLimits Limits = new() { MaxPixels = (long)Side * Side, MaxSide = Side, ProcessingTime = TimeSpan.FromHours(1) };
    private static readonly TimeSpan Begun = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_that_is_closed_stops_its_decoder()
    {
        BlobContentInfo put = await house.Blob(ContainerNames.Grayscale, "huge.png").UploadAsync(new BinaryData(HugePng()), overwrite: true, Stop);
        using PreviewEndpoint endpoint = new(new PhotographBlobs(house.Storage), Limits);
        using CancellationTokenSource closed = new();
        DefaultHttpContext request = new() { RequestAborted = closed.Token };
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Task<IResult> preview = endpoint.AnswerAsync(
            ContainerNames.Grayscale, "huge.png", UnquotedETag.Of(put.ETag), PreviewSize.Tile, request);
        while (Environment.CpuUsage.TotalTime - before < Begun)
        {
            Assert.False(preview.IsCompleted);
            await Task.Delay(PollInterval, Stop);
        }

        await closed.CancelAsync();

        // One that went on to its end would have a picture to answer with.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preview);
    }

    [Fact]
    public async Task The_page_asks_no_more_for_what_nobody_sees_any_more()
    {
        await house.EmptyAsync();
        await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
        IPage page = browser.Page;
        await page.RouteAsync("**/preview?*", _ => Task.CompletedTask);
        await page.RunAndWaitForRequestAsync(() => house.FinishAsync("photo.jpg"), request => Is(request, ContainerNames.Colorized, "Tile"));
        await page.RunAndWaitForRequestAsync(
            () => browser.Tile("photo.jpg").Locator(".open").ClickAsync(), request => Is(request, ContainerNames.Colorized, "Screen"));

        await page.RunAndWaitForRequestAsync(
            async () =>
            {
                await page.Keyboard.PressAsync("+");
                await page.Keyboard.PressAsync("+");
            },
            request => Is(request, ContainerNames.Colorized, "Full"));

        await AbortedAsync(page, ["Screen", "Full"], () => page.Keyboard.PressAsync("Escape"));
        await AbortedAsync(page, ["Tile"], () => page.Locator("#search").FillAsync("another"));
    }

    private static Task AbortedAsync(IPage page, string[] sizes, Func<Task> act)
    {
        Task[] aborted = [.. sizes.Select(size => AbortedAsync(page, size))];
        return Task.WhenAll([act(), .. aborted]);
    }

    private static async Task AbortedAsync(IPage page, string size)
    {
        TaskCompletionSource<string?> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.RequestFailed += See;
        Assert.Equal("net::ERR_ABORTED", await failed.Task.WaitAsync(Timeout, Stop));
        page.RequestFailed -= See;

        void See(object? sender, IRequest request)
        {
            if (Is(request, ContainerNames.Colorized, size))
            {
                failed.TrySetResult(request.Failure);
            }
        }
    }

    private static bool Is(IRequest request, string container, string size) =>
        HttpUtility.ParseQueryString(new Uri(request.Url).Query) is { } query && query["container"] == container && query["size"] == size;

    // All of it white; a few hundred kilobytes.
    private static byte[] HugePng()
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        header[8] = 1;
        using MemoryStream pixels = new();
        using (ZLibStream zlib = new(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[1 + ((Side + 7) / 8)];
            row.AsSpan(1).Fill(byte.MaxValue);
            for (int y = 0; y < Side; y++)
            {
                zlib.Write(row);
            }
        }

        using MemoryStream png = new();
        png.Write([0x89, .. "PNG\r\n\x1A\n"u8]);
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", pixels.ToArray());
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string type, byte[] content)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. content];
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(typed));
        png.Write(number);
    }
}
