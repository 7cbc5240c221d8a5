using System.CommandLine;
using System.Globalization;
using Colorize.Cli.Demo;
using Colorize.Cli.Local;
using Colorize.Imaging;

namespace Colorize.Cli.Benchmark;

/// <summary><c>bench</c>: how fast it all is on this machine, from drop to result, and where the processor's time goes.</summary>
internal static class BenchCommand
{
    private const int SamplesAlone = 20;

    // The samples at this size have about 0.2 megapixels.
    private const int MaxSide = 560;

    public static Command Create()
    {
        Option<int> count = new("--photos")
        {
            Description = "How many photographs go through at once; 200 by default.",
            HelpName = "N",
            DefaultValueFactory = _ => 200,
        };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int photos) || photos is < 4 or > 100_000))
            {
                result.AddError("--photos must be between 4 and 100,000.");
            }
        });
        Command command =
            new("bench", "Measures drop to result, photographs a second, processor time and requests, against an Azurite of its own.")
            {
                count,
            };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(count), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int count, CancellationToken cancellationToken)
    {
        byte[][] files = await SamplesAsync(cancellationToken);
        await using RequestCounter requests = new();
        await using LocalStack stack = await LocalStack.StartAsync(data: null, log: null, cancellationToken, requests);
        return await stack.WhileRunningAsync(
            async stopped =>
            {
                EndToEndBenchmark benchmark = new(stack.Storage, files, requests);
                Report(await benchmark.RunAloneAsync(SamplesAlone, stopped));
                Report(count, await benchmark.RunManyAsync(count, stopped));
                return ExitCode.Done;
            },
            cancellationToken);
    }

    private static async Task<byte[][]> SamplesAsync(CancellationToken cancellationToken)
    {
        Preview preview = new(new ImageLimits());
        List<byte[]> files = [];
        foreach (SamplePhotograph sample in SamplePhotograph.All)
        {
            byte[] full = await sample.ReadAsync(preview, cancellationToken);
            files.Add(preview.ToJpeg(full, sample.FileName, MaxSide, grey: true, cancellationToken));
        }

        return [.. files];
    }

    private static void Report(IReadOnlyList<TimeSpan> alone)
    {
        double[] ordered = [.. alone.Skip(1).Select(time => time.TotalSeconds).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"One at a time, from drop to result: the first {alone[0].TotalSeconds:0.00} s, then p50 {At(0.5):0.00} s, "
                + $"p95 {At(0.95):0.00} s."));

        double At(double share) => ordered[(int)Math.Min(ordered.Length - 1, share * ordered.Length)];
    }

    private static void Report(int count, IReadOnlyList<BenchPhase> phases)
    {
        TimeSpan all = phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Elapsed);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} at once: {count / all.TotalSeconds:0.0} a second. By quarters, for each photograph:"));
        Console.WriteLine("  quarter   a second   functions ms   Azurite ms   client ms   requests");
        for (int quarter = 0; quarter < phases.Count; quarter++)
        {
            BenchPhase phase = phases[quarter];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {quarter + 1,7}   {phase.Photographs / phase.Elapsed.TotalSeconds,8:0.0}   "
                    + $"{phase.Each(phase.Processor.Functions),12:0.0}   {phase.Each(phase.Processor.Azurite),10:0.0}   "
                    + $"{phase.Each(phase.Processor.Client),9:0.0}   {phase.Requests / (double)phase.Photographs,8:0.0}"));
        }

        Console.WriteLine("ms are the processor's; requests are all that Azurite answers, this client's among them.");
    }
}
