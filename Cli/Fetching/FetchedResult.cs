namespace Colorize.Cli.Fetching;

/// <summary>A result on this machine.</summary>
/// <param name="Blob">Its name in storage.</param>
/// <param name="File">Its file.</param>
/// <param name="IsNew">Whether it came just now, rather than with an earlier run.</param>
internal sealed record FetchedResult(string Blob, string File, bool IsNew);
