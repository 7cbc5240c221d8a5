namespace Colorize.Cli.Gallery.Actions;

/// <summary>Photographs that a person has selected.</summary>
/// <param name="Paths">Their blob names.</param>
internal sealed record PhotographSelection(IReadOnlyList<string> Paths);
