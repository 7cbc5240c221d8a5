using System.Diagnostics;
using System.Globalization;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Models;

namespace Colorize.Benchmarks.Peers;

/// <summary>
/// Colorize beside a program that does the same in Python with Pillow, scikit-image and PyTorch (tests/peers/colorize.py), on the same
/// photographs, networks and cores, in turns.
/// </summary>
internal static class PeerComparison
{
    private const int Rounds = 3;

    // Debian's Python, which has the packages python3-torch, python3-skimage, python3-pil and python3-onnx.
    private const string Python = "/usr/bin/python3";

    public static async Task RunAsync(string script, TextWriter output)
    {
        using BundledNetworks networks = new();
        PhotoColorizer colorizer = new(new ImageLimits(), networks.Predictor);
        await CompareAsync("0.2 MP", GeneratedPhoto.Jpeg(547, 365, 1), ours: 64, theirs: 5);
        await CompareAsync("12 MP", GeneratedPhoto.Jpeg(4000, 3000, 1), ours: 8, theirs: 1);

        async Task CompareAsync(string name, byte[] file, int ours, int theirs)
        {
            List<double> ratios = [];
            for (int round = 0; round < Rounds; round++)
            {
                double here = await OursAsync(colorizer, file, ours);
                double there = await TheirsAsync(script, file, theirs);
                ratios.Add(there / here);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: Colorize {1000 * here:0} ms, the peer {1000 * there:0} ms, ratio {there / here:0.0}"));
            }

            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{name}: median ratio {ratios.Order().ElementAt(Rounds / 2):0.0}"));
        }
    }

    /// <summary>Seconds for each of many photographs, as many in work as the functions have by default.</summary>
    private static async Task<double> OursAsync(PhotoColorizer colorizer, byte[] file, int count)
    {
        await colorizer.ColorizeAsync(file, "photo.jpg");
        long started = Stopwatch.GetTimestamp();
        ParallelOptions options = new() { MaxDegreeOfParallelism = 8 };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            options,
            async (_, stop) => await colorizer.ColorizeAsync(file, "photo.jpg", cancellationToken: stop));
        return Stopwatch.GetElapsedTime(started).TotalSeconds / count;
    }

    /// <summary>Seconds for a photograph: the median of those that the peer prints.</summary>
    private static async Task<double> TheirsAsync(string script, byte[] file, int count)
    {
        string photo = Path.GetTempFileName();
        await File.WriteAllBytesAsync(photo, file);
        try
        {
            ProcessStartInfo start = new(Python, [script, BundledModels.DefaultFolder, photo, count.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
            };
            using Process peer = Process.Start(start)!;
            string printed = await peer.StandardOutput.ReadToEndAsync();
            await peer.WaitForExitAsync();
            double[] seconds =
                [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => double.Parse(line, CultureInfo.InvariantCulture)).Order()];
            return peer.ExitCode == 0 && seconds.Length == count
                ? seconds[count / 2]
                : throw new InvalidOperationException(
                    "The peer did not run. It needs: apt-get install python3-torch python3-skimage python3-pil python3-onnx");
        }
        finally
        {
            File.Delete(photo);
        }
    }
}
