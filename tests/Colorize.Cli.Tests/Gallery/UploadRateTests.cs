using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Gallery.House;
using Colorize.Tests.Running;

namespace Colorize.Tests.Gallery;

/// <summary>Measures how fast photographs go in through the page, beside <c>drop</c>, in turns; nothing colours them meanwhile.</summary>
public sealed class UploadRateTests(GalleryHouse house) : IClassFixture<GalleryHouse>
{
    private const int Photographs = 100;
    private const int Rounds = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task A_hundred_photographs_go_in_through_the_page_and_by_drop()
    {
        string folder = Path.Combine(house.Folder, "hundred");
        string[] files = [.. Enumerable.Range(0, Photographs).Select(number => TestPhoto.Write(folder, $"{number:000}.jpg", number, width: 550, height: 364))];
        for (int round = 0; round < Rounds; round++)
        {
            double drop = await RateOfAsync(async () =>
            {
                using CliProcess process = new(house.Settings, "drop", folder, "--timeout", "1", "--out", Path.Combine(house.Folder, "out"));
                await process.EndAsync();
            });
            double page = await RateOfAsync(async () =>
            {
                await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
                await browser.Page.Locator("#files").SetInputFilesAsync(files);
                await browser.Page.GetByText($"{Photographs} photographs uploaded").WaitForAsync();
            });
            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"drop {drop:0.0}/s, page {page:0.0}/s, ratio {page / drop:0.00}"));
        }
    }

    /// <summary>How many go in a second, from the first that is there to the last.</summary>
    private async Task<double> RateOfAsync(Func<Task> uploadAsync)
    {
        await house.EmptyAsync();
        Task uploading = uploadAsync();
        (int Count, long Time)? first = null;
        while (true)
        {
            int count = await CountAsync();
            first ??= count > 0 ? (count, Stopwatch.GetTimestamp()) : null;
            if (count == Photographs)
            {
                double rate = (count - first!.Value.Count) / Stopwatch.GetElapsedTime(first.Value.Time).TotalSeconds;
                await uploading;
                return rate;
            }

            Assert.False(uploading.IsFaulted, uploading.Exception?.ToString());
            await Task.Delay(Pause, Stop);
        }
    }

    private async Task<int> CountAsync()
    {
        int count = 0;
        await foreach (BlobItem _ in house.Storage.Container(ContainerNames.Grayscale).GetBlobsAsync(cancellationToken: Stop))
        {
            count++;
        }

        return count;
    }
}
