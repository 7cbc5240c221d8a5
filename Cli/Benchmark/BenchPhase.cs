namespace Colorize.Cli.Benchmark;

/// <summary>A part of a benchmark's run.</summary>
/// <param name="Photographs">How many came back in it.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Processor">The processor time that it took.</param>
/// <param name="Requests">The requests that the storage answered in it.</param>
internal sealed record BenchPhase(int Photographs, TimeSpan Elapsed, ProcessorTimes Processor, long Requests)
{
    /// <summary>Milliseconds of a time for each photograph.</summary>
    public double Each(TimeSpan time) => time.TotalMilliseconds / Photographs;
}
