namespace Colorize.Cli.Dropping;

/// <summary>What the arguments of a command mean.</summary>
/// <param name="Photographs">The photographs, in the order in which they are dropped.</param>
/// <param name="LeftOut">Files that were left out, and why.</param>
internal sealed record FoundPhotographs(IReadOnlyList<Photograph> Photographs, IReadOnlyList<(string File, string Reason)> LeftOut);
