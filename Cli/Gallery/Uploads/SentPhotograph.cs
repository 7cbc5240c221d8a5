namespace Colorize.Cli.Gallery.Uploads;

/// <summary>A photograph as the list in front of the contents names it.</summary>
/// <param name="Path">The name that it should have.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record SentPhotograph(string Path, long Bytes);
