namespace Colorize.Benchmarks.Growth;

/// <summary>What an amount of work took.</summary>
/// <param name="Amount">Megapixels, or photographs.</param>
/// <param name="Seconds">Processor seconds.</param>
/// <param name="PeakBytes">The most memory of the process.</param>
internal sealed record GrowthPoint(double Amount, double Seconds, long PeakBytes);
