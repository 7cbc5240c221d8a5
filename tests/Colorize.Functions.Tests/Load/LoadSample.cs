namespace Colorize.Tests.Load;

/// <summary>What was seen at one moment of a load.</summary>
/// <param name="Seconds">Since the first photograph was dropped.</param>
/// <param name="Megabytes">The functions' resident memory.</param>
/// <param name="Dropped">Photographs dropped by then.</param>
/// <param name="Done">Photographs colorized by then.</param>
internal sealed record LoadSample(double Seconds, double Megabytes, int Dropped, int Done);
