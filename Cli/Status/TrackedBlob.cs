using Colorize.Cli.Dropping;

namespace Colorize.Cli.Status;

/// <summary>A blob that came in, and how far it has come.</summary>
/// <param name="Path">Its name.</param>
/// <param name="ETag">Its version, without quotes.</param>
/// <param name="Modified">When it came.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Message">Why it was rejected, if it was.</param>
/// <param name="OutputETag">The version of its output, if that is there, without quotes.</param>
/// <param name="Output">What its output says of itself, if that is there.</param>
internal sealed record TrackedBlob(
    string Path,
    string ETag,
    DateTimeOffset Modified,
    BlobState State,
    string? Message = null,
    string? OutputETag = null,
    ResultMetadata? Output = null);
