namespace Colorize.Files;

/// <summary>A file that was met in a folder.</summary>
/// <param name="Path">The full path.</param>
/// <param name="RelativePath">The path from the folder, with slashes.</param>
/// <param name="LeftOut">Why it is not taken; null for a regular file that is.</param>
public sealed record FolderFile(string Path, string RelativePath, string? LeftOut = null);
