namespace Colorize.Cli.Dropping;

/// <summary>The blob names under which files are dropped: their own names, made distinct.</summary>
internal static class BlobNames
{
    /// <summary>A blob name for each file. Of two files that have the same name, the second is numbered.</summary>
    public static IReadOnlyList<(string File, string Blob)> For(IEnumerable<string> files)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<(string, string)>();
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            for (int number = 2; !taken.Add(name); number++)
            {
                name = $"{Path.GetFileNameWithoutExtension(file)} ({number}){Path.GetExtension(file)}";
            }

            names.Add((file, name));
        }

        return names;
    }
}
