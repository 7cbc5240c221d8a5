namespace Colorize.Files;

/// <summary>
/// Goes through a folder and those in it, in the order of their names. Only regular files are taken, hidden ones are passed
/// over, and no link leads out of the folder unless that is asked for.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="followLinks">Whether links may lead out of it.</param>
public sealed class FolderWalk(string root, bool followLinks = false)
{
    /// <summary>Why a link was left out.</summary>
    public const string LinkOut = "a link out of the folder (--follow-links takes it)";

    /// <summary>Why a pipe, a socket or a device was left out.</summary>
    public const string NotRegular = "not a regular file";

    private readonly string _realRoot = RealPath.Of(root);
    private readonly HashSet<string> _visited = [];

    /// <summary>Every file, taken or left out.</summary>
    /// <param name="skip">Full paths of folders that are not entered.</param>
    public IEnumerable<FolderFile> Files(Predicate<string>? skip = null) =>
        Enter(Path.GetFullPath(root), string.Empty, skip ?? (_ => false));

    private IEnumerable<FolderFile> Enter(string folder, string relative, Predicate<string> skip)
    {
        // A link to a folder above would lead round for ever.
        if (skip(folder) || !_visited.Add(RealPath.Of(folder)))
        {
            yield break;
        }

        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.'))
            {
                continue;
            }

            string path = relative.Length == 0 ? entry.Name : $"{relative}/{entry.Name}";
            bool leadsOut = !followLinks && entry.LinkTarget is not null && !RealPath.IsInside(_realRoot, entry.FullName);
            if (leadsOut)
            {
                yield return new FolderFile(entry.FullName, path, LinkOut);
            }
            else if (Directory.Exists(entry.FullName))
            {
                foreach (FolderFile file in Enter(entry.FullName, path, skip))
                {
                    yield return file;
                }
            }
            else
            {
                yield return new FolderFile(entry.FullName, path, RegularFile.Exists(entry.FullName) ? null : NotRegular);
            }
        }
    }
}
