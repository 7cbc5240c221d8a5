using System.Diagnostics;
using System.Globalization;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Inference;

namespace Colorize.Benchmarks.Providers;

/// <summary>
/// What an execution provider really does on this machine: where each node ran, how far its answers are from the CPU's, how long its first
/// runs take, and how many photographs a second it is good for.
/// </summary>
internal static class ProviderReport
{
    private const int Photographs = 64;

    private static readonly int[] Batches = [1, 2, 4, 8, 16, 32, 64];
    private static readonly int[] InWork = [1, 2, 4, 8, 16, 32];

    public static async Task RunAsync(ExecutionProvider provider, TextWriter output)
    {
        output.WriteLine($"{provider} on {(provider == ExecutionProvider.Cuda ? CudaDevice.Name : $"{Environment.ProcessorCount} cores")}");
        PhotoInput[] photos = [.. Enumerable.Range(1, Photographs).Select(seed => new PhotoInput(GeneratedPhoto.Lightness(seed)))];
        await NodePlacement.WriteAsync(provider, output);

        long started = Stopwatch.GetTimestamp();
        using BundledNetworks networks = new(provider, Photographs);
        using ModelSetLease lease = networks.Lease();
        Write($"loaded and warm after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s");
        Compare(provider, photos, lease.Set, Write);
        foreach (int batch in Batches)
        {
            PhotoInput[] some = photos[..batch];
            double first = Seconds(() => lease.Set.Predict(some)), later = Rate(() => lease.Set.Predict(some), batch);
            Write($"networks, batch {batch,2}: first run {1000 * first:0.0} ms, then {later:0} photographs a second");
        }

        PhotoColorizer colorizer = new(new ImageLimits(), networks.Predictor);
        byte[] file = GeneratedPhoto.Jpeg(547, 365, 1);
        foreach (int inWork in InWork)
        {
            Write($"whole photographs of 0.2 MP, {inWork,2} in work: {await RateAsync(colorizer, file, inWork):0} a second");
        }

        Write($"peak memory of the process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");

        void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static void Compare(ExecutionProvider provider, PhotoInput[] photos, LoadedModelSet set, Action<FormattableString> write)
    {
        if (provider == ExecutionProvider.Cpu)
        {
            return;
        }

        using BundledNetworks cpu = new(ExecutionProvider.Cpu, Photographs);
        using ModelSetLease lease = cpu.Lease();
        ChromaPrediction[] expected = lease.Set.Predict(photos), actual = set.Predict(photos);
        (float One, float Other)[] pairs = [.. expected.Zip(actual).SelectMany(pair => pair.First.Ab.Zip(pair.Second.Ab))];
        double greatest = pairs.Max(pair => Math.Abs(pair.One - pair.Other));
        double rms = Math.Sqrt(pairs.Average(pair => Math.Pow(pair.One - pair.Other, 2)));
        write($"against the CPU, {photos.Length} photographs: a and b differ by {greatest:0.0000} at most, RMS {rms:0.0000}");
    }

    private static double Seconds(Action work)
    {
        long started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Rate(Action work, int batch)
    {
        const int Runs = 5;
        return batch / Enumerable.Range(0, Runs).Select(_ => Seconds(work)).Order().ElementAt(Runs / 2);
    }

    private static async Task<double> RateAsync(PhotoColorizer colorizer, byte[] file, int inWork)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = inWork };
        long started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Photographs),
            options,
            async (_, stop) => await colorizer.ColorizeAsync(file, "photo.jpg", cancellationToken: stop));
        return Photographs / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
