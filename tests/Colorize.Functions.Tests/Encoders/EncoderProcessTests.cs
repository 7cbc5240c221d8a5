using System.Diagnostics;
using System.Globalization;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Imaging.Encoders;
using Colorize.Inference;
using Colorize.Tensors;
using Colorize.Tests.Hosting;
using NetVips;

namespace Colorize.Tests.Encoders;

/// <summary>The encoders of AVIF and GIF heed nobody, so those of large pictures run where they can be ended.</summary>
public sealed class EncoderProcessTests : IChromaPredictor
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Colorize.Functions.exe" : "Colorize.Functions");

    // The encoder of 3 megapixels may take 1.2 s with noise: less than this, and more than a tenth of it.
    private static readonly ImageLimits Limits = new() { ProcessingTime = TimeSpan.FromSeconds(10) };

    [Theory]
    [InlineData(ImageFormat.Gif, 3, 1, null)]
    [InlineData(ImageFormat.Gif, 4, 1, null)]
    [InlineData(ImageFormat.Heif, 3, 1, 8)]
    [InlineData(ImageFormat.Heif, 4, 2, 10)]
    public void The_process_writes_what_this_one_would(ImageFormat format, int channels, int bytesPerSample, int? bitDepth)
    {
        using PixelBuffer picture = Noise(channels, bytesPerSample);
        byte[]? xmp = format == ImageFormat.Heif ? "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"u8.ToArray() : null;
        UncancellableEncoding encoding = new(format, bitDepth, Exif: null, xmp);
        using Image image = picture.AsImage();

        byte[] file = new EncoderProcess(Program).Encode(picture, encoding, TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        Assert.Equal(encoding.Encode(image), file);
    }

    [Fact]
    public async Task Past_the_time_the_process_is_ended_the_photograph_refused_and_its_memory_free()
    {
        string note = Path.GetTempFileName();
        EncoderProcess hangs = new(
            "node", "-e", $"require('fs').writeFileSync({Quoted(note)}, String(process.pid)); setInterval(() => {{}}, 1000)", "--");
        MemoryBudget budget = new(bytes: 1);

        ImageRejectedException refusal = await Assert.ThrowsAsync<ImageRejectedException>(() => ColorizeAsync(hangs, budget));

        Assert.Equal(RejectionReason.TooSlow, refusal.Reason);
        string id = await File.ReadAllTextAsync(note, TestContext.Current.CancellationToken);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)));
        using IDisposable room = await budget.AcquireAsync(1, TestContext.Current.CancellationToken);
        File.Delete(note);
    }

    [Theory]
    [InlineData("process.exit(1)")]
    [InlineData("console.log('a line that is no picture')")]
    public async Task A_process_that_fails_says_nothing_about_the_photograph(string script) =>
        await Assert.ThrowsAsync<IOException>(() => ColorizeAsync(new EncoderProcess("node", "-e", script, "--"), new MemoryBudget(1)));

    [Fact]
    public async Task A_process_whose_parent_is_gone_ends_by_itself()
    {
        ProcessStartInfo start = new(Program, ["--encode", "1"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
    }

    Task<ChromaPrediction> IChromaPredictor.PredictAsync(
        ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken) =>
        Task.FromResult(new ChromaPrediction("neutral", new float[2 * LabTensor.PlaneLength], []));

    private async Task ColorizeAsync(EncoderProcess encoder, MemoryBudget budget)
    {
        byte[] avif = TestPhotos.Grey(2000, 1500, format: ".avif");
        await new PhotoColorizer(Limits, this, budget, encoder).ColorizeAsync(
            avif, "large.avif", cancellationToken: TestContext.Current.CancellationToken);
    }

    private static PixelBuffer Noise(int channels, int bytesPerSample)
    {
        PixelBuffer picture = PixelBuffer.Allocate(120, 90, channels, bytesPerSample);
        Random random = new(1);
        for (int y = 0; y < picture.Height; y++)
        {
            random.NextBytes(
                bytesPerSample == 1 ? picture.Row8(y) : System.Runtime.InteropServices.MemoryMarshal.AsBytes(picture.Row16(y)));
        }

        return picture;
    }

    private static string Quoted(string path) => System.Text.Json.JsonSerializer.Serialize(path);
}
