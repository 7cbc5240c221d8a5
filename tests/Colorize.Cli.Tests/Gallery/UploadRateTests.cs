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
    private const int Photographs = 200;
    private const int Rounds = 3;
    private const float PatienceInMilliseconds = 300_000;
    private const int SideBySide = 4;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Two_hundred_photographs_go_in_through_the_page_and_by_drop()
    {
        string folder = Path.Combine(house.Folder, "many");
        string[] files = [.. Enumerable.Range(0, Photographs).Select(number => TestPhoto.Write(folder, $"{number:000}.jpg", number, width: 200, height: 200))];
        for (int round = 0; round < Rounds; round++)
        {
            double drop = await RateOfAsync(async () =>
            {
                using CliProcess process = new(house.Settings, "drop", folder, "--timeout", "1", "--out", Path.Combine(house.Folder, "out"));
                await process.EndAsync();
            });
            double bare = await RateOfAsync(() => PutAsync(files));
            double page = await RateOfAsync(async () =>
            {
                await using BrowserPage browser = await BrowserPage.OpenAsync(house.Address);
                await browser.Page.Locator("#files").SetInputFilesAsync(files);
                await browser.Page.GetByText($"{Photographs} photographs uploaded").WaitForAsync(new() { Timeout = PatienceInMilliseconds });
            });
            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"drop {drop:0.0}/s, requests alone {bare:0.0}/s ({bare / drop:0.00}), page {page:0.0}/s ({page / drop:0.00})"));
        }
    }

    /// <summary>Sends what the page sends, without a page.</summary>
    private async Task PutAsync(string[] files)
    {
        using HttpClient client = new() { BaseAddress = new Uri(house.Address) };
        ParallelOptions options = new() { MaxDegreeOfParallelism = SideBySide, CancellationToken = Stop };
        await Parallel.ForEachAsync(files, options, async (file, stop) =>
        {
            using ByteArrayContent content = new(await File.ReadAllBytesAsync(file, stop));
            using HttpResponseMessage answer = await client.PutAsync($"/photographs?path={Path.GetFileName(file)}", content, stop);
            answer.EnsureSuccessStatusCode();
        });
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
            await Task.Delay(PollInterval, Stop);
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
