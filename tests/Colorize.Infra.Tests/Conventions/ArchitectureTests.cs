using System.Text.RegularExpressions;

namespace Colorize.Tests.Infra.Conventions;

/// <summary>ARCHITECTURE.md draws the folders as they stand.</summary>
public sealed partial class ArchitectureTests
{
    private const string Plan = "## The parts";
    private const string Fence = "```";

    /// <summary>What lies below these is theirs: tests mirror the parts, and sets of models are data.</summary>
    private static readonly string[] Closed = ["tests", "models", ".github"];

    [Fact]
    public async Task Every_folder_that_is_drawn_exists_and_none_is_missing()
    {
        string[] folders = [.. (await Repository.FilesAsync()).SelectMany(Folders).Distinct().Where(folder => !IsClosed(folder))];

        Assert.Equal(folders.Order(StringComparer.Ordinal), Drawn().Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// The folders of the plan: a line for each, below the one that it lies in; smaller ones are named in their folder's line.
    /// </summary>
    private static IEnumerable<string> Drawn()
    {
        string text = Repository.Read("ARCHITECTURE.md");
        string plan = text[text.IndexOf(Plan, StringComparison.Ordinal)..].Split(Fence)[1];
        Stack<(int Indent, string Path)> above = new();
        foreach (Match line in Line().Matches(plan))
        {
            int indent = line.Groups["indent"].Length;
            while (above.TryPeek(out (int Indent, string Path) outer) && outer.Indent >= indent)
            {
                above.Pop();
            }

            string path = string.Concat(
                above.TryPeek(out (int Indent, string Path) parent) ? parent.Path + "/" : string.Empty, line.Groups["name"].Value);
            above.Push((indent, path));
            yield return path;
            foreach (Match inner in Inner().Matches(line.Groups["text"].Value))
            {
                yield return $"{path}/{inner.Groups[1].Value}";
            }
        }
    }

    private static IEnumerable<string> Folders(string file)
    {
        for (string? folder = Path.GetDirectoryName(file); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private static bool IsClosed(string folder) =>
        Array.Exists(Closed, closed => folder.StartsWith(closed + "/", StringComparison.Ordinal));

    [GeneratedRegex(@"^(?<indent> *)(?<name>[\w.-]+)/ +(?<text>.*(\n(?! *[\w.-]+/ ) +.*)*)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"(?<![\w/])([\w-]+)/(?!\w)")]
    private static partial Regex Inner();
}
