using System.Diagnostics;
using System.Globalization;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Models;

namespace Colorize.Benchmarks;

/// <summary>
/// Photographs a second and processor time of each, by the network that colours them: of 0.2 MP with as many in work as the functions
/// have, and of 12 MP alone. The networks take turns.
/// </summary>
internal static class NetworkRates
{
    private const int Rounds = 5;
    private const int InWork = 8;

    private static readonly (string Name, int Width, int Height, int Photographs, int InWork)[] Sizes =
        [("0.2 MP", 547, 365, 200, InWork), ("12 MP", 4000, 3000, 6, 1)];

    /// <summary>Prints the medians of the rounds, with the least and the most.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        Network[] kinds = [Network.UNet, Network.Ensemble, Network.ResNet];
        BundledNetworks[] networks = [.. kinds.Select(kind => new BundledNetworks(network: kind))];
        foreach ((string name, int width, int height, int photographs, int inWork) in Sizes)
        {
            byte[] photo = GeneratedPhoto.Jpeg(width, height, channels: 1);
            List<(double Rate, double Processor)>[] rounds = [.. kinds.Select(_ => new List<(double, double)>())];
            for (int round = -1; round < Rounds; round++)
            {
                for (int kind = 0; kind < kinds.Length; kind++)
                {
                    (double Rate, double Processor) measured = await MeasureAsync(networks[kind], photo, photographs, inWork);
                    if (round >= 0)
                    {
                        rounds[kind].Add(measured);
                    }
                }
            }

            for (int kind = 0; kind < kinds.Length; kind++)
            {
                string rate = Spread(rounds[kind].Select(one => one.Rate)), processor = Spread(rounds[kind].Select(one => one.Processor));
                output.WriteLine($"{name} {kinds[kind].Name()}, {inWork} in work: {rate} a second, {processor} processor ms each");
            }
        }

        foreach (BundledNetworks network in networks)
        {
            network.Dispose();
        }
    }

    private static async Task<(double Rate, double Processor)> MeasureAsync(
        BundledNetworks networks, byte[] photo, int photographs, int inWork)
    {
        PhotoColorizer colorizer = new(new ImageLimits(), networks.Predictor);
        ParallelOptions options = new() { MaxDegreeOfParallelism = inWork };
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0, photographs, options, async (_, stop) => await colorizer.ColorizeAsync(photo, "photo.jpg", cancellationToken: stop));
        return (
            photographs / Stopwatch.GetElapsedTime(start).TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / photographs);
    }

    private static string Spread(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return string.Create(
            CultureInfo.InvariantCulture, $"{ordered[ordered.Length / 2]:0.0} ({ordered[0]:0.0} to {ordered[^1]:0.0})");
    }
}
