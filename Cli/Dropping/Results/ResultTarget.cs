namespace Colorize.Cli.Dropping.Results;

/// <summary>The file that the result of one photograph goes to, fixed before the photograph is uploaded.</summary>
/// <param name="Wanted">The name without a number, relative to the folder, with slashes.</param>
/// <param name="File">The name with its number.</param>
/// <param name="Path">The full path.</param>
/// <param name="Source">The SHA-256 of the photograph.</param>
/// <param name="Earlier">What an earlier run wrote there for the same photograph, and what lies there unchanged; null where nothing
/// lies.</param>
internal sealed record ResultTarget(string Wanted, string File, string Path, string Source, ResultRecord? Earlier);
