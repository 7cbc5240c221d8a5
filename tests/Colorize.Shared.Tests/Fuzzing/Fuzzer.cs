using System.Diagnostics;
using System.Globalization;

namespace Colorize.Tests.Fuzzing;

/// <summary>
/// Tries mutated files for COLORIZE_FUZZ_SECONDS (default 10); for a long run set it to 3600. A failure prints the seed of its file, and
/// the file is kept in the temporary folder.
/// </summary>
internal static class Fuzzer
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("COLORIZE_FUZZ_SECONDS") ?? "10", CultureInfo.InvariantCulture));

    /// <param name="kind">What is read, for the name of the file that is kept.</param>
    /// <param name="mutate">Makes a file, the same one from the same random numbers.</param>
    /// <param name="read">Reads it; any exception that leaves it is a find.</param>
    public static void Run(string kind, Func<Random, byte[]> mutate, Action<byte[]> read)
    {
        int first = Environment.TickCount;
        string kept = Path.Combine(Path.GetTempPath(), $"colorize-fuzz-last-{kind}.bin");
        var watch = Stopwatch.StartNew();
        int tried = 0;
        (TimeSpan Time, int Seed) slowest = default;
        for (; watch.Elapsed < Duration; tried++)
        {
            int seed = unchecked(first + tried);
            byte[] file = mutate(new Random(seed));

            // Written before it is tried: a crash of a codec would leave no other trace.
            File.WriteAllBytes(kept, file);
            TimeSpan start = watch.Elapsed;
            try
            {
                read(file);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"Seed {seed} ({kept}): {exception}");
            }

            TimeSpan time = watch.Elapsed - start;
            slowest = time > slowest.Time ? (time, seed) : slowest;
        }

        Assert.True(tried > 0);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{tried:N0} files from seed {first}; the slowest, of seed {slowest.Seed}, took {slowest.Time.TotalSeconds:F1} s.");
    }
}
