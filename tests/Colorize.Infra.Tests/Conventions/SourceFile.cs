using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Colorize.Tests.Infra.Conventions;

/// <summary>A C# file of the repository, as the compiler's parser sees it.</summary>
/// <param name="Path">Its path from the root of the repository.</param>
/// <param name="Root">Its syntax tree.</param>
internal sealed record SourceFile(string Path, CompilationUnitSyntax Root)
{
    private static readonly Lazy<Task<IReadOnlyList<SourceFile>>> Parsed = new(ParseAsync);

    /// <summary>All files that are in version control.</summary>
    public static Task<IReadOnlyList<SourceFile>> AllAsync() => Parsed.Value;

    /// <summary>Whether it belongs to what users run, and not to tests.</summary>
    public bool IsProduct => !Path.StartsWith("tests/", StringComparison.Ordinal);

    /// <summary>All nodes of a kind.</summary>
    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    /// <summary>Where something stands, to be found again: path, line, and its text.</summary>
    public string At(SyntaxNodeOrToken place, string text) =>
        $"{Path}:{place.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1} {text}";

    private static async Task<IReadOnlyList<SourceFile>> ParseAsync() =>
        [.. (await Repository.FilesAsync()).Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).AsParallel().AsOrdered()
            .Select(Parse)];

    private static SourceFile Parse(string path) =>
        new(
            path,
            CSharpSyntaxTree.ParseText(Repository.Read(path), new CSharpParseOptions(LanguageVersion.Latest)).GetCompilationUnitRoot());
}
