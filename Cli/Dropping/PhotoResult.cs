using Azure.Storage.Blobs;

namespace Colorize.Cli.Dropping;

/// <summary>A photograph that came back, or did not.</summary>
/// <param name="Dropped">What was dropped.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Elapsed">How long that took from the drop.</param>
/// <param name="Message">What is wrong and what would be right, if something is.</param>
/// <param name="Result">The colorized blob, if there is one.</param>
/// <param name="ETag">Its version, without quotes.</param>
/// <param name="Metadata">What it says of itself.</param>
/// <param name="Notes">What came otherwise than one would think, in words.</param>
internal sealed record PhotoResult(
    DroppedPhotograph Dropped,
    Outcome Outcome,
    TimeSpan Elapsed,
    string? Message = null,
    BlobClient? Result = null,
    string ETag = "",
    ResultMetadata? Metadata = null,
    IReadOnlyList<string>? Notes = null);
