using System.Diagnostics;
using System.Globalization;
using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Tensors;
using Colorize.Tests.Hostile;

namespace Colorize.Tests.Fuzzing;

/// <summary>
/// Whatever the bytes, a reader gives a result or its one kind of refusal. Each test runs for COLORIZE_FUZZ_SECONDS (default 10); for a
/// long hunt set it to 3600. The seed of a failure is printed, and the file is kept in the temporary folder.
/// </summary>
[Trait("Category", "Long")]
public sealed class FuzzTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("COLORIZE_FUZZ_SECONDS") ?? "10", CultureInfo.InvariantCulture));

    [Fact]
    public void Images_are_decoded_or_refused()
    {
        byte[][] files = [.. OddImages.All().Where(one => one.Width == ImageFiles.Width).Select(one => one.Content)];
        var preprocessor = new ImagePreprocessor(new ImageLimits { MaxPixels = 4_000_000, DecodingTime = TimeSpan.FromSeconds(5) });
        Hunt(files, file =>
        {
            try
            {
                preprocessor.ToTensor(file, "fuzzed", TestContext.Current.CancellationToken);
            }
            catch (ImageRejectedException)
            {
            }
        });
    }

    [Fact]
    public void Tensors_are_read_or_refused() => Hunt([new LabTensor(new Half[3 * LabTensor.PlaneLength]).ToNpy()], file =>
    {
        try
        {
            LabTensor.Read(new MemoryStream(file));
        }
        catch (NpyFormatException)
        {
        }
    });

    private static void Hunt(byte[][] files, Action<byte[]> read)
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        int tried = 0;
        for (; watch.Elapsed < Duration; tried++)
        {
            int mutation = seed + tried;
            byte[] file = new Mutator(mutation).Mutate(files[random.Next(files.Length)], files[random.Next(files.Length)]);

            // Written before it is tried: a crash of a codec would leave no other trace.
            string kept = Path.Combine(Path.GetTempPath(), "colorize-fuzz-last.bin");
            File.WriteAllBytes(kept, file);
            try
            {
                read(file);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"Mutation {mutation} ({kept}): {exception}");
            }
        }

        Assert.True(tried > 0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{tried:N0} files from seed {seed}.");
    }
}
