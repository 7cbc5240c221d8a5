using System.Diagnostics;
using System.Globalization;
using Colorize.Colorization;
using Colorize.Imaging;

namespace Colorize.Benchmarks;

/// <summary>
/// Whether it pays that a batch waits for more photographs, and that more are in work: photographs of 0.2 MP, in turns, beside the
/// defaults. Processor time and not time, so that what else the machine does says little.
/// </summary>
internal static class BatchComparison
{
    private const int Rounds = 5;
    private const int Photographs = 64;
    private const int UsualInWork = 8;

    private static readonly TimeSpan UsualWait = TimeSpan.FromMilliseconds(2);

    private static readonly (TimeSpan Wait, int InWork)[] Others =
    [
        (TimeSpan.Zero, UsualInWork), (TimeSpan.FromMilliseconds(10), UsualInWork), (TimeSpan.FromMilliseconds(30), UsualInWork),
        (UsualWait, 4), (UsualWait, 16), (UsualWait, 32), (TimeSpan.FromMilliseconds(10), 32),
    ];

    /// <summary>Prints for each pair the processor time and the time of a photograph, as shares of those with the defaults.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        byte[] photo = GeneratedPhoto.Jpeg(547, 365, channels: 1);
        foreach ((TimeSpan wait, int inWork) in Others)
        {
            using BundledNetworks usual = new(batchWait: UsualWait), other = new(batchWait: wait);
            (double Processor, double Time)[] rounds = new (double, double)[Rounds];
            for (int round = -1; round < Rounds; round++)
            {
                (double processor, double time) = await MeasureAsync(usual, photo, UsualInWork);
                (double otherProcessor, double otherTime) = await MeasureAsync(other, photo, inWork);
                if (round >= 0)
                {
                    rounds[round] = (otherProcessor / processor, otherTime / time);
                }
            }

            double[] processors = [.. rounds.Select(one => one.Processor).Order()], times = [.. rounds.Select(one => one.Time).Order()];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"wait {wait.TotalMilliseconds:0} ms, {inWork} in work: "
                    + $"processor {processors[Rounds / 2]:0.00} ({processors[0]:0.00} to {processors[^1]:0.00}), "
                    + $"time {times[Rounds / 2]:0.00} ({times[0]:0.00} to {times[^1]:0.00})"));
        }
    }

    private static async Task<(double Processor, double Time)> MeasureAsync(BundledNetworks networks, byte[] photo, int inWork)
    {
        PhotoColorizer colorizer = new(new ImageLimits(), networks.Predictor);
        ParallelOptions options = new() { MaxDegreeOfParallelism = inWork };
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0, Photographs, options, async (_, stop) => await colorizer.ColorizeAsync(photo, "photo.jpg", cancellationToken: stop));
        return ((Environment.CpuUsage.TotalTime - processor).TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
