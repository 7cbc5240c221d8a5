namespace Colorize.Cli.Dropping;

/// <summary>What became of a dropped photograph.</summary>
/// <param name="File">The file that was dropped.</param>
/// <param name="Result">The colour photograph on this machine, or null where there is none.</param>
/// <param name="Refusal">Why there is none, in plain words, or null.</param>
/// <param name="Seconds">From the drop until the result was seen.</param>
/// <param name="ModelVersion">The model set that gave the colours.</param>
internal sealed record DropOutcome(string File, string? Result, string? Refusal, double Seconds, string? ModelVersion);
