using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;
using Colorize.Tests.Hosting;

namespace Colorize.Tests.WebJobs;

[Trait("Category", "Long")]
public sealed class LoadTests(Emulator emulator)
{
    private const int Photographs = 500;
    private const long MostMemory = 600L << 20;

    [Fact]
    public async Task Five_hundred_photographs_go_through_600_MB()
    {
        TestAccount account = await emulator.NewAccountAsync();
        await using FunctionsProcess functions = await FunctionsProcess.StartAndWaitAsync(account.ConnectionString);
        for (int number = 0; number < Photographs; number++)
        {
            await account.DropAsync(ContainerNames.Grayscale, $"{number}.jpg", TestPhotos.Grey(540, 370, number % 20));
        }

        long started = Stopwatch.GetTimestamp();
        int before = CountLines(functions);
        await TestAccount.WaitAsync(
            "the last output", () => Task.FromResult(CountLines(functions) >= Photographs ? account : null), TimeSpan.FromMinutes(10));

        double rate = (Photographs - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{rate:0.0} photographs/s after the last was dropped; at most {functions.PeakMemory >> 20} MB."));
        Assert.InRange(functions.PeakMemory, 1, MostMemory);
        Assert.Equal(Photographs, await CountOutputsAsync(account));
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
