namespace Colorize.Cli.Fetching;

/// <summary>A result that lies in <c>colorized/</c>.</summary>
/// <param name="Blob">Its name.</param>
/// <param name="ETag">Its version, without quotes.</param>
/// <param name="Source">What its source is known by: the SHA-256 of the photograph, or else the version that it had.</param>
internal sealed record StoredResult(string Blob, string ETag, string Source);
