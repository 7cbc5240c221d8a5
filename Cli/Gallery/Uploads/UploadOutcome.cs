namespace Colorize.Cli.Gallery.Uploads;

/// <summary>What a page is told of a photograph that it has sent.</summary>
/// <param name="IsNew">Whether it was not there before.</param>
/// <param name="Error">Why it was not stored, in words that follow its name; null if it was.</param>
internal sealed record UploadOutcome(bool IsNew, string? Error = null);
