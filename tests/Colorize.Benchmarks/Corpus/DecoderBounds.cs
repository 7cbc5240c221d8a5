using System.Globalization;
using Colorize.Imaging;
using NetVips;

namespace Colorize.Benchmarks.Corpus;

/// <summary>
/// How long the decoders need that cannot be stopped between two rows, for the largest pictures that the limits let in: of noise, which
/// takes them longest, and of as many scans as are allowed.
/// </summary>
internal static class DecoderBounds
{
    /// <summary>Prints a table in Markdown.</summary>
    /// <param name="output">Receives the table.</param>
    public static async Task RunAsync(TextWriter output)
    {
        var limits = new ImageLimits();
        int side = (int)Math.Sqrt(limits.MaxPixels);
        (string Name, Func<byte[]> Create)[] files =
        [
            ($"JPEG of {limits.MaxScans} scans", () => ScannedJpeg.Create(side, limits.MaxScans)),
            ("progressive JPEG, noise", () => Noise(side).JpegsaveBuffer(q: 90, interlace: true)),
            ("lossy WebP, noise", () => Noise(side).WebpsaveBuffer(q: 80, effort: 0)),
            ("AVIF, noise", () => Noise(side).HeifsaveBuffer(q: 60, compression: Enums.ForeignHeifCompression.Av1, effort: 0)),
        ];
        output.WriteLine($"| file of {limits.MaxPixels / 1_000_000} MP | size, MiB | decoder, processor s |");
        output.WriteLine("|---|---|---|");
        foreach ((string name, Func<byte[]> create) in files)
        {
            byte[] file = create();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            using (Image image = Image.NewFromBuffer(file))
            {
                image.Avg();
            }

            double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {file.Length / (double)(1 << 20):0.0} | {seconds:0.0} |"));
        }
    }

    /// <summary>Noise in colour of a few pixels' grain, as in a scan that was enlarged.</summary>
    private static Image Noise(int side)
    {
        const int Grain = 4;
        using Image fine = Image.Gaussnoise(side / Grain, side / Grain, sigma: 40, mean: 128);
        using Image coarse = fine.Resize(Grain).Cast(Enums.BandFormat.Uchar);
        using Image turned = coarse.Rot180(), lying = coarse.Rot90();
        using Image bands = coarse.Bandjoin(turned, lying);
        using Image colors = bands.Copy(interpretation: Enums.Interpretation.Srgb);
        return colors.CopyMemory();
    }
}
