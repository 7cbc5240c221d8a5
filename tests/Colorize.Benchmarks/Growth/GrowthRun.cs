using System.Text.Json;
using Colorize.Colorization;
using Colorize.Imaging;

namespace Colorize.Benchmarks.Growth;

/// <summary>Puts photographs into colour with the bundled networks, in a process that does nothing else. Linux only.</summary>
internal static class GrowthRun
{
    // As many as the functions have in work by default.
    private const int InWork = 8;

    /// <summary>One photograph of a size, and prints what it took as JSON.</summary>
    public static async Task OneAsync(double megapixels, TextWriter output)
    {
        int width = (int)Math.Sqrt(megapixels * 1e6 * 4 / 3);
        byte[] photo = GeneratedPhoto.Jpeg(width, width * 3 / 4, channels: 1);
        await RunAsync(megapixels, colorizer => colorizer.ColorizeAsync(photo, "photo.jpg"), output);
    }

    /// <summary>Many small photographs, and prints what they took as JSON.</summary>
    public static async Task ManyAsync(int photographs, TextWriter output)
    {
        byte[] photo = GeneratedPhoto.Jpeg(547, 365, channels: 1);
        ParallelOptions options = new() { MaxDegreeOfParallelism = InWork };
        await RunAsync(
            photographs,
            colorizer => Parallel.ForAsync(
                0, photographs, options, async (_, stop) => await colorizer.ColorizeAsync(photo, "photo.jpg", cancellationToken: stop)),
            output);
    }

    private static async Task RunAsync(double amount, Func<PhotoColorizer, Task> work, TextWriter output)
    {
        using BundledNetworks networks = new();
        PhotoColorizer colorizer = new(new ImageLimits { ProcessingTime = TimeSpan.FromHours(1) }, networks.Predictor);
        for (int warmUp = 0; warmUp < InWork; warmUp++)
        {
            await colorizer.ColorizeAsync(GeneratedPhoto.Jpeg(547, 365, channels: 1), "warm-up.jpg");
        }

        ProcessMemory.ForgetPeak();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        await work(colorizer);
        output.WriteLine(JsonSerializer.Serialize(
            new GrowthPoint(amount, (Environment.CpuUsage.TotalTime - start).TotalSeconds, ProcessMemory.Peak)));
    }
}
