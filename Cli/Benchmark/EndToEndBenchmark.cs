using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Colorize.Storage;

namespace Colorize.Cli.Benchmark;

/// <summary>Sends photographs through a running stack, as a program that uses it would: upload, wait, download.</summary>
/// <param name="storage">The stack's storage.</param>
/// <param name="files">Photographs, which are sent in turn.</param>
/// <param name="requests">Counts what the storage answers.</param>
internal sealed class EndToEndBenchmark(StorageClients storage, byte[][] files, RequestCounter requests)
{
    private const int TransfersAtOnce = 8;
    private const int Quarters = 4;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ListingInterval = TimeSpan.FromMilliseconds(200);

    // A photograph takes a fraction of a second; where nothing comes for so long, nothing will.
    private static readonly TimeSpan MaxIdleTime = TimeSpan.FromMinutes(1);

    private readonly BlobContainerClient _sources = storage.Container(ContainerNames.Grayscale);
    private readonly BlobContainerClient _results = storage.Container(ContainerNames.Colorized);

    /// <summary>One after the other.</summary>
    /// <returns>For each the time from the beginning of its upload to the end of its download.</returns>
    public async Task<IReadOnlyList<TimeSpan>> RunAloneAsync(int count, CancellationToken cancellationToken)
    {
        List<TimeSpan> times = [];
        for (int index = 0; index < count; index++)
        {
            string name = $"alone-{index:00000}.jpg";
            Stopwatch time = Stopwatch.StartNew();
            await UploadAsync(name, index, cancellationToken);
            while (!await _results.GetBlobClient(name).ExistsAsync(cancellationToken))
            {
                Require(time.Elapsed < MaxIdleTime, name);
                await Task.Delay(PollInterval, cancellationToken);
            }

            await DownloadAsync(name, cancellationToken);
            times.Add(time.Elapsed);
        }

        return times;
    }

    /// <summary>All at once.</summary>
    /// <returns>The run in quarters, by the order in which the results came.</returns>
    public async Task<IReadOnlyList<BenchPhase>> RunManyAsync(int count, CancellationToken cancellationToken)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(index => $"many-{index:00000}.jpg")];
        List<BenchPhase> phases = [];
        Mark begin = Mark.Now(requests);
        Task uploads = Parallel.ForEachAsync(
            names.Index(), Options(cancellationToken), async (photo, stopped) => await UploadAsync(photo.Item, photo.Index, stopped));
        HashSet<string> waiting = [.. names];
        Stopwatch idle = Stopwatch.StartNew();
        while (waiting.Count > 0)
        {
            string[] returned = await ListNewAsync(waiting, cancellationToken);
            await Parallel.ForEachAsync(returned, Options(cancellationToken), async (name, stopped) => await DownloadAsync(name, stopped));
            waiting.ExceptWith(returned);
            if (returned.Length > 0)
            {
                idle.Restart();
            }

            Require(idle.Elapsed < MaxIdleTime, names[0]);
            int done = count - waiting.Count, before = phases.Sum(phase => phase.Photographs);
            if (done >= count * (phases.Count + 1) / Quarters)
            {
                Mark end = Mark.Now(requests);
                phases.Add(new(done - before, end.Time - begin.Time, end.Processor - begin.Processor, end.Requests - begin.Requests));
                begin = end;
            }

            await Task.Delay(ListingInterval, cancellationToken);
        }

        await uploads;
        return phases;
    }

    private async Task<string[]> ListNewAsync(HashSet<string> waiting, CancellationToken cancellationToken)
    {
        List<string> returned = [];
        await foreach (BlobItem blob in _results.GetBlobsAsync(BlobTraits.None, BlobStates.None, "many-", cancellationToken))
        {
            if (waiting.Contains(blob.Name))
            {
                returned.Add(blob.Name);
            }
        }

        return [.. returned];
    }

    private async Task UploadAsync(string name, int index, CancellationToken cancellationToken) =>
        await _sources.GetBlobClient(name).UploadAsync(new BinaryData(files[index % files.Length]), overwrite: true, cancellationToken);

    private async Task DownloadAsync(string name, CancellationToken cancellationToken) =>
        await _results.GetBlobClient(name).DownloadContentAsync(cancellationToken);

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = TransfersAtOnce, CancellationToken = cancellationToken };

    private static void Require(bool alive, string name)
    {
        if (!alive)
        {
            throw new PlainErrorException(
                $"Nothing has come back for {MaxIdleTime.TotalSeconds:0} s, not even {name}. See what ./colorize up says on this machine.");
        }
    }

    private readonly record struct Mark(TimeSpan Time, ProcessorTimes Processor, long Requests)
    {
        public static Mark Now(RequestCounter requests) =>
            new(Stopwatch.GetElapsedTime(0), ProcessorTimes.Now(), requests.Count);
    }
}
