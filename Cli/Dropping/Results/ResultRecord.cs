namespace Colorize.Cli.Dropping.Results;

/// <summary>That a file of the folder was written by this program, and from what.</summary>
/// <param name="File">The file, relative to the folder, with slashes.</param>
/// <param name="Source">The SHA-256 of the photograph that it was made from.</param>
/// <param name="Result">The SHA-256 of the file as it was written: a file that somebody has worked on since is theirs.</param>
/// <param name="ETag">The version of the result in storage, without quotes; empty for a file that did not come from there.</param>
internal sealed record ResultRecord(string File, string Source, string Result, string ETag = "");
