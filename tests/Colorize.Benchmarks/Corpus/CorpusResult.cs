namespace Colorize.Benchmarks.Corpus;

/// <summary>What a file took.</summary>
/// <param name="Name">The file.</param>
/// <param name="FileBytes">Its length.</param>
/// <param name="DecodeSeconds">Processor seconds to decode it.</param>
/// <param name="Seconds">Processor seconds from file to file, without the networks.</param>
/// <param name="PeakBytes">The most memory that it took, the file among it.</param>
/// <param name="EstimatedBytes">What it is expected to take, from its header.</param>
internal sealed record CorpusResult(string Name, long FileBytes, double DecodeSeconds, double Seconds, long PeakBytes, long EstimatedBytes);
