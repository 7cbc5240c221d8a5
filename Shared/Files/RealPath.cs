namespace Colorize.Files;

/// <summary>Paths with every symbolic link resolved, so that two of them are the same file only if they are the same text.</summary>
public static class RealPath
{
    // As many as Linux follows before it calls them a loop.
    private const int MaxLinks = 40;

    /// <summary>The full path without links. What does not exist stays as it is; so does a loop.</summary>
    public static string Of(string path) => Resolve(Path.GetFullPath(path), MaxLinks);

    /// <summary>Whether a path lies in a folder, once all links are resolved.</summary>
    public static bool IsInside(string folder, string path)
    {
        string root = Path.TrimEndingDirectorySeparator(Of(folder));
        string real = Of(path);
        return real == root
            || real.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string Resolve(string path, int linksLeft)
    {
        string resolved = Path.GetPathRoot(path)!;
        foreach (string part in path[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, part);
            if (new FileInfo(resolved).LinkTarget is { } target && linksLeft > 0)
            {
                string absolute = Path.GetFullPath(target, Path.GetDirectoryName(resolved)!);
                resolved = Resolve(absolute, linksLeft - 1);
            }
        }

        return resolved;
    }
}
