using Azure;

namespace Colorize.Cli.Dropping;

/// <summary>A photograph that was dropped into <c>grayscale/</c>, and this version of it.</summary>
/// <param name="File">The file on this machine.</param>
/// <param name="Blob">The blob's name.</param>
/// <param name="ETag">The version that was dropped.</param>
/// <param name="Time">When it was dropped.</param>
internal sealed record DroppedPhoto(string File, string Blob, ETag ETag, DateTimeOffset Time);
