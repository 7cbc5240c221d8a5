using System.Text.Json;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Tensors;

namespace Colorize.Benchmarks.Corpus;

/// <summary>
/// Takes one file through everything but the networks, in a process that does nothing else: only so its peak is its own. Linux only.
/// </summary>
internal sealed class CorpusRun : IChromaPredictor
{
    // Units of a and b, about the most that the networks dare.
    private const int MaxChroma = 60;

    private static readonly ImageLimits Limits = new() { ProcessingTime = TimeSpan.FromHours(1) };

    /// <summary>Measures a file and prints what it took as JSON.</summary>
    public static async Task RunAsync(string path, TextWriter output)
    {
        PhotoColorizer colorizer = new(Limits, new CorpusRun());
        await colorizer.ColorizeAsync(GeneratedPhoto.Jpeg(320, 240, 3), "warm-up.jpg");
        byte[] file = await File.ReadAllBytesAsync(path);
        string name = Path.GetFileName(path);
        long estimate;
        using (OpenedPages pages = ImageReader.OpenPages(file, name, Limits))
        {
            estimate = pages.WorkingBytes;
        }

        ProcessMemory.ForgetPeak();
        long before = ProcessMemory.Now;
        TimeSpan start = Environment.CpuUsage.TotalTime;
        await colorizer.ColorizeAsync(file, name);
        double seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        long peak = ProcessMemory.Peak - before + file.Length;
        output.WriteLine(JsonSerializer.Serialize(new CorpusResult(name, file.Length, Decode(file, name), seconds, peak, estimate)));
    }

    /// <summary>Many strong colours, which are the most work for the encoders.</summary>
    public Task<ChromaPrediction> PredictAsync(
        ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken)
    {
        Random random = new(7);
        float[] ab = [.. Enumerable.Range(0, 2 * LabTensor.PlaneLength).Select(_ => (2 * random.NextSingle() - 1) * MaxChroma)];
        return Task.FromResult(new ChromaPrediction("random", ab, []));
    }

    private static double Decode(byte[] file, string name)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        using OpenedImage opened = ImageReader.Open(file, name, Limits);
        using DecodedPicture picture = opened.Decode(CancellationToken.None);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}
