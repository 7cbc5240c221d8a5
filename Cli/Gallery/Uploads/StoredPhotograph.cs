namespace Colorize.Cli.Gallery.Uploads;

/// <summary>A photograph that lies in <c>grayscale/</c>.</summary>
/// <param name="Path">Its blob name.</param>
/// <param name="ETag">Its version, without quotes.</param>
/// <param name="IsNew">Whether it came just now, rather than having been there.</param>
internal sealed record StoredPhotograph(string Path, string ETag, bool IsNew);
