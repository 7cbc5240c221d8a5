namespace Colorize.Tests.Infra;

/// <summary>What came of half an hour.</summary>
/// <param name="Replicas">Replicas at the end.</param>
/// <param name="LongestQueue">The most photographs that waited.</param>
/// <param name="WaitingAtTheEnd">Those that still wait.</param>
/// <param name="Busy">The part of the replicas' time that was worked.</param>
/// <param name="Saturated">What was full.</param>
internal sealed record ScaleResult(int Replicas, double LongestQueue, double WaitingAtTheEnd, double Busy, string Saturated);
