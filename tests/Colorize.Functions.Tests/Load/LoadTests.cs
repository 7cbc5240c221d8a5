using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.Load;

[Trait("Category", "Long")]
public sealed class LoadTests(Emulator emulator)
{
    private const int MaxMegabytes = 600;
    private const double Megabyte = 1 << 20;
    private const int Kinds = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    [Fact]
    public Task Five_hundred_photographs_dropped_at_once_all_arrive() => RunAsync(500);

    /// <summary>
    /// Takes minutes and is left out unless asked for: <c>dotnet run --project tests/Colorize.Functions.Tests -- -explicit only
    /// -class "*LoadTests"</c>. The course of it is then in <c>load/</c> beside the test program.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task Two_thousand_photographs_dropped_at_once_all_arrive_in_a_memory_that_does_not_grow()
    {
        LoadRecord record = await RunAsync(2000);

        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "load")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "load-2000.csv"), record.ToCsv(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "load-2000.svg"),
            LoadGraph.Draw(
                string.Create(
                    CultureInfo.InvariantCulture, $"2,000 photographs of 0.2 MP dropped at once, {Environment.ProcessorCount} cores"),
                record),
            TestContext.Current.CancellationToken);
        Assert.InRange(record.MedianMegabytes(from: 0.75, to: 1), 1, 1.25 * record.MedianMegabytes(from: 0.25, to: 0.5));
        Assert.InRange(record.PeakMegabytes, 1, MaxMegabytes);
    }

    private async Task<LoadRecord> RunAsync(int photographs)
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        byte[][] kinds = [.. Enumerable.Range(0, Kinds).Select(seed => TestPhotos.Grey(540, 370, seed))];
        int dropped = 0;
        long started = Stopwatch.GetTimestamp();
        Task dropping = Parallel.ForAsync(0, photographs, TestContext.Current.CancellationToken, async (number, _) =>
        {
            await account.DropAsync(ContainerNames.Grayscale, $"{number}.jpg", kinds[number % Kinds]);
            Interlocked.Increment(ref dropped);
        });

        LoadRecord record = new();
        double lastNews = 0;
        do
        {
            await Task.Delay(record.Samples.Count == 0 ? TimeSpan.Zero : Interval, TestContext.Current.CancellationToken);
            LoadSample sample = new(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                functions.Memory / Megabyte,
                Volatile.Read(ref dropped),
                CountLines(functions));
            lastNews = record.Samples.Count == 0 || record.Samples[^1].Done < sample.Done ? sample.Seconds : lastNews;
            Assert.True(sample.Seconds - lastNews < Timeout.TotalSeconds, $"After {sample.Done} photographs, none came for {Timeout}.");
            record.Add(sample);
        }
        while (record.Samples[^1].Done < photographs);

        await dropping;
        record.PeakMegabytes = functions.PeakMemory / Megabyte;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{record.MeanRate:0.0} photographs/s; at most {record.PeakMegabytes:0} MB."));
        Assert.Equal(photographs, await CountOutputsAsync(account));
        return record;
    }

    // Asking storage would slow down what is measured.
    private static int CountLines(FunctionsProcess functions) =>
        functions.Lines.Count(line => line.Contains(": colorized, ", StringComparison.Ordinal));

    private static async Task<int> CountOutputsAsync(TestAccount account)
    {
        int count = 0;
        await foreach (BlobItem _ in account.Clients.Container(ContainerNames.Colorized)
            .GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }
}
