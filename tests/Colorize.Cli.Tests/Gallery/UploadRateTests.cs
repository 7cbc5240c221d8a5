using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using Colorize.Cli.Benchmark;
using Colorize.Storage;
using Colorize.Tests.Running;

namespace Colorize.Tests.Gallery;

/// <summary>Measures how fast photographs go in through the page and by <c>drop</c>, in turns, while the functions colour them.</summary>
public sealed class UploadRateTests(UpFixture up) : IDisposable
{
    private const int Photographs = 500;
    private const int Rounds = 8;
    private const float PatienceInMilliseconds = 300_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);
    private static readonly string[] Processes = ["chromium", "Colorize.Cli.dll\0up", "Colorize.Cli.dll\0drop", "azurite.js", "Colorize.Functions.dll"];

    private readonly string _folder = Directory.CreateTempSubdirectory("colorize-rate-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StorageClients Storage => StorageClients.Create(new StorageOptions { ConnectionString = up.Settings[StorageOptions.SectionName] });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Explicit = true)]
    public async Task Five_hundred_photographs_go_in_through_the_page_and_by_drop()
    {
        string many = Path.Combine(_folder, "many");
        string[] files = [.. Enumerable.Range(0, Photographs).Select(number => TestPhoto.Write(many, $"{number:000}.jpg", number, width: 200, height: 200))];
        List<Turn> page = [], drop = [];
        await TurnAsync(() => DropAsync(many));
        for (int round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
            {
                page.Add(await TurnAsync(() => UploadAsync(files)));
            }

            drop.Add(await TurnAsync(() => DropAsync(many)));
            if (round % 2 == 1)
            {
                page.Add(await TurnAsync(() => UploadAsync(files)));
            }
        }

        Tell("page", page);
        Tell("drop", drop);
    }

    private async Task DropAsync(string folder)
    {
        using CliProcess process = new(up.Settings, "drop", folder, "--timeout", "1", "--out", Path.Combine(_folder, Path.GetRandomFileName()));
        await process.EndAsync();
    }

    private async Task UploadAsync(string[] files)
    {
        await using BrowserPage browser = await BrowserPage.OpenAsync(up.Gallery);
        await browser.WaitForCountAsync("all", "0");
        await browser.Page.Locator("#files").SetInputFilesAsync(files);
        await browser.Page.GetByText($"{Photographs} photographs uploaded").WaitForAsync(new() { Timeout = PatienceInMilliseconds });
    }

    /// <summary>How many go in a second, from the first that is seen to the last, and what processors do meanwhile.</summary>
    private async Task<Turn> TurnAsync(Func<Task> uploadAsync)
    {
        await EmptyAsync();
        TimeSpan[] before = ProcessorTime();
        Task uploading = uploadAsync();
        (int Count, long Time)? first = null;
        while (true)
        {
            int count = await CountAsync(ContainerNames.Grayscale);
            first ??= count > 0 ? (count, Stopwatch.GetTimestamp()) : null;
            if (count == Photographs)
            {
                double rate = (count - first!.Value.Count) / Stopwatch.GetElapsedTime(first.Value.Time).TotalSeconds;
                double[] each = [.. ProcessorTime().Zip(before, (now, then) => Math.Max(0, (now - then).TotalMilliseconds) / Photographs)];
                await uploading;
                return new Turn(rate, each);
            }

            Assert.False(uploading.IsFaulted, uploading.Exception?.ToString());
            await Task.Delay(Pause, Stop);
        }
    }

    /// <summary>Takes all photographs away, those too that are coloured while they go.</summary>
    private async Task EmptyAsync()
    {
        bool isEmpty;
        do
        {
            isEmpty = true;
            foreach (string container in (string[])[ContainerNames.Grayscale, ContainerNames.Colorized])
            {
                await foreach (BlobItem blob in Storage.Container(container).GetBlobsAsync(cancellationToken: Stop))
                {
                    isEmpty = false;
                    await Storage.Container(container).DeleteBlobIfExistsAsync(blob.Name, cancellationToken: Stop);
                }
            }

            await Task.Delay(Calm, Stop);
        }
        while (!isEmpty);
    }

    private async Task<int> CountAsync(string container)
    {
        int count = 0;
        await foreach (BlobItem _ in Storage.Container(container).GetBlobsAsync(cancellationToken: Stop))
        {
            count++;
        }

        return count;
    }

    private static TimeSpan[] ProcessorTime() => [.. Processes.Select(ProcessorTimes.OfDescendant)];

    private static void Tell(string way, List<Turn> turns)
    {
        string each = string.Join(", ", Processes.Select((process, index) => string.Create(
            CultureInfo.InvariantCulture, $"{process.Replace('\0', ' ')} {Median(turns.Select(turn => turn.Each[index])):0.0}")));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{way}: {Median(turns.Select(turn => turn.Rate)):0.0}/s ({string.Join(", ", turns.Select(turn => turn.Rate.ToString("0", CultureInfo.InvariantCulture)))}), processor ms each: {each}"));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private sealed record Turn(double Rate, double[] Each);
}
