using Colorize.Cli.Dropping.Results;
using Colorize.Cli.Files;
using Colorize.Files;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Colorize.Cli.Dropping;

/// <summary>
/// Finds the photographs that arguments mean: files, folders with all that is in them, and patterns that no shell has
/// expanded. Folders are kept in the names, as <c>cp -r</c> keeps them; of files, what their folders do not have in common.
/// </summary>
/// <param name="resultFolder">The folder of the results, which are no photographs to drop.</param>
/// <param name="followLinks">Whether links may lead out of a folder.</param>
internal sealed class PhotographSearch(string resultFolder, bool followLinks)
{
    /// <summary>Why a file of a folder was left out.</summary>
    public const string NoImage = "not an image that Colorize reads";

    /// <summary>Why another file of a folder was left out.</summary>
    public const string Result = "the result of an earlier run";

    private static readonly char[] Wildcards = ['*', '?'];

    private readonly string _results = RealPath.Of(resultFolder);
    private readonly List<(string Path, string Label, string? Name)> _found = [];
    private readonly List<(string File, string Reason)> _leftOut = [];
    private readonly Dictionary<string, ResultRecords?> _records = new(StringComparer.Ordinal);

    /// <summary>Finds them.</summary>
    /// <exception cref="PlainErrorException">An argument means nothing; the message says which.</exception>
    public FoundPhotographs Find(IEnumerable<string> arguments)
    {
        foreach (string argument in arguments)
        {
            Add(argument);
        }

        string[] named = [.. _found.Where(one => one.Name is null).Select(one => Path.GetFullPath(one.Path))];
        int common = CommonFolderLength(named);
        Photograph[] photographs =
        [
            .. _found.DistinctBy(one => RealPath.Of(one.Path))
                .Select(
                    one =>
                        Photograph.FromFile(one.Path, one.Name ?? Slashes(Path.GetFullPath(one.Path)[common..])) with
                        {
                            Label = one.Label,
                        }),
        ];
        return new FoundPhotographs(photographs, _leftOut);
    }

    private void Add(string argument)
    {
        if (Directory.Exists(argument))
        {
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(argument));
            AddFolder(argument, name is "" or "." or ".." ? string.Empty : name);
        }
        else if (RegularFile.Exists(argument))
        {
            _found.Add((argument, argument, null));
        }
        else if (File.Exists(argument))
        {
            throw new PlainErrorException($"{argument} is not a regular file. Name photographs, or folders of them.");
        }
        else if (argument.IndexOfAny(Wildcards) >= 0)
        {
            AddPattern(argument);
        }
        else
        {
            throw new PlainErrorException($"{argument} does not exist.");
        }
    }

    private void AddFolder(string folder, string name)
    {
        int before = _found.Count;
        foreach (FolderFile file in Walk(folder))
        {
            string label = Path.Combine(folder, file.RelativePath);
            if (WhyNot(file) is { } reason)
            {
                _leftOut.Add((label, reason));
            }
            else
            {
                _found.Add((file.Path, label, name.Length == 0 ? file.RelativePath : $"{name}/{file.RelativePath}"));
            }
        }

        if (_found.Count == before)
        {
            throw new PlainErrorException(
                $"{folder} holds no photographs{(_leftOut.Count > 0 ? $": {_leftOut[^1].File} is {_leftOut[^1].Reason}" : string.Empty)}.");
        }
    }

    private void AddPattern(string pattern)
    {
        int wildcard = pattern.IndexOfAny(Wildcards);
        int end = pattern.LastIndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], wildcard) + 1;
        string folder = end == 0 ? "." : pattern[..end];
        Matcher matcher = new(OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        matcher.AddInclude(pattern[end..]);
        int before = _found.Count;
        foreach (FolderFile file in Directory.Exists(folder) ? Walk(folder) : [])
        {
            if (matcher.Match(file.RelativePath).HasMatches && file.LeftOut is null && !IsResult(file))
            {
                _found.Add((file.Path, Path.Combine(folder, file.RelativePath), file.RelativePath));
            }
        }

        if (_found.Count == before)
        {
            throw new PlainErrorException($"{pattern} matches no file.");
        }
    }

    private IEnumerable<FolderFile> Walk(string folder)
    {
        bool mixed = RealPath.Of(folder) == _results;
        return new FolderWalk(folder, followLinks).Files(skip: inner => !mixed && RealPath.Of(inner) == _results);
    }

    private string? WhyNot(FolderFile file)
    {
        try
        {
            return file.LeftOut ?? (IsResult(file) ? Result : ImageFile.IsImage(file.Path) ? null : NoImage);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"not readable ({WriteError.ReasonOf(exception)})";
        }
    }

    // Its record lies in its folder, or in one above.
    private bool IsResult(FolderFile file)
    {
        string relative = Path.GetFileName(file.Path);
        int depth = file.RelativePath.Count(letter => letter == '/');
        string folder = Path.GetDirectoryName(file.Path)!;
        for (int level = 0; level <= depth; level++)
        {
            if (RecordsOf(folder)?.Find(relative) is not null)
            {
                return true;
            }

            relative = $"{Path.GetFileName(folder)}/{relative}";
            folder = Path.GetDirectoryName(folder) ?? folder;
        }

        return false;
    }

    private ResultRecords? RecordsOf(string folder)
    {
        if (!_records.TryGetValue(folder, out ResultRecords? records))
        {
            records = File.Exists(Path.Combine(folder, ResultRecords.FileName)) ? ResultRecords.Read(folder) : null;
            _records[folder] = records;
        }

        return records;
    }

    private static string Slashes(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    private static int CommonFolderLength(string[] paths)
    {
        string prefix = CommonPrefix.Of(paths.Select(path => path[..(path.LastIndexOf(Path.DirectorySeparatorChar) + 1)]));
        return prefix.LastIndexOf(Path.DirectorySeparatorChar) + 1;
    }
}
