using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Colorize.Tests.Infra.Conventions;

/// <summary>What CONTRIBUTING.md says of the code and no analyzer looks after.</summary>
public sealed partial class ConventionTests
{
    private const int MaxMethodLines = 40;

    [Fact]
    public async Task A_caught_exception_is_called_exception() => Assert.Empty(
        from file in await SourceFile.AllAsync()
        from declaration in file.All<CatchDeclarationSyntax>()
        where declaration.Identifier.Text is not ("" or "exception")
        select file.At(declaration, declaration.Identifier.Text));

    [Fact]
    public async Task A_logger_is_called_logger() => Assert.Empty(
        from file in await SourceFile.AllAsync()
        from parameter in file.All<ParameterSyntax>()
        where parameter.Type?.ToString() is { } type && (type == "ILogger" || type.StartsWith("ILogger<", StringComparison.Ordinal))
        where parameter.Identifier.Text != "logger"
        select file.At(parameter, parameter.Identifier.Text));

    [Fact]
    public async Task Limits_are_called_Max_and_Min() => Assert.Empty(
        from file in await SourceFile.AllAsync()
        from constant in Constants(file)
        where Superlative().IsMatch(constant.Identifier.Text)
        select file.At(constant, constant.Identifier.Text));

    [Fact]
    public async Task Times_are_no_bare_numbers() => Assert.Empty(
        from file in await SourceFile.AllAsync()
        where file.IsProduct
        from constant in Constants(file)
        where constant.Parent is VariableDeclarationSyntax { Type: PredefinedTypeSyntax }
        where Unit().IsMatch(constant.Identifier.Text)
        select file.At(constant, constant.Identifier.Text));

    [Fact]
    public async Task A_file_is_called_like_its_first_type_and_holds_one_public_type_at_most() => Assert.Empty(
        from file in await SourceFile.AllAsync()
        let types = file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(space => space.Members)
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).ToArray()
        where types.Length > 0
        where NameOf(types[0]) != Path.GetFileName(file.Path).Split('.')[0]
            || types.Count(type => type.Modifiers.Any(SyntaxKind.PublicKeyword)) > 1
        select file.At(types[0], NameOf(types[0])));

    [Fact]
    public async Task A_method_is_short() => Assert.Empty(
        from file in await SourceFile.AllAsync()
        where file.IsProduct
        from method in file.All<BaseMethodDeclarationSyntax>()
        where method.Body is not null && Lines(method.Body) > MaxMethodLines
        select file.At(method, $"{Lines(method.Body!)} lines"));

    /// <summary>
    /// libtorch's switches belong to a thread: told on one and taken back on another, after an await or by a test's Dispose, they
    /// would stay on for whoever uses the first one next.
    /// </summary>
    [Fact]
    public async Task What_libtorch_keeps_for_a_thread_is_taken_back_on_the_same_thread() => Assert.Empty(
        from file in await SourceFile.AllAsync()
        from call in file.All<InvocationExpressionSyntax>()
        where call.Expression.ToString() is "no_grad" or "torch.no_grad" or "NewDisposeScope" or "torch.NewDisposeScope"
        where !EndsOnItsThread(call)
        select file.At(call, call.ToString()));

    /// <summary>The names of constants, of types and of methods, and of fields that are set once for all.</summary>
    private static IEnumerable<VariableDeclaratorSyntax> Constants(SourceFile file) =>
        file.All<VariableDeclaratorSyntax>().Where(variable =>
        variable.Parent?.Parent is FieldDeclarationSyntax { Modifiers: var modifiers } && IsSetOnce(modifiers)
        || variable.Parent?.Parent is LocalDeclarationStatementSyntax { IsConst: true });

    private static bool IsSetOnce(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.ConstKeyword)
        || (modifiers.Any(SyntaxKind.StaticKeyword) && modifiers.Any(SyntaxKind.ReadOnlyKeyword));

    /// <summary>Whether a using ends what a call began before anything is awaited.</summary>
    private static bool EndsOnItsThread(InvocationExpressionSyntax call) => call.FirstAncestorOrSelf<StatementSyntax>() switch
    {
        LocalDeclarationStatementSyntax local => local.UsingKeyword != default
            && !local.Parent!.DescendantNodes().OfType<AwaitExpressionSyntax>().Any(awaited => awaited.SpanStart > local.SpanStart),
        UsingStatementSyntax statement => !statement.Statement.DescendantNodes().OfType<AwaitExpressionSyntax>().Any(),
        _ => false,
    };

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => throw new ArgumentException($"{type.Kind()} has no name.", nameof(type)),
    };

    private static int Lines(SyntaxNode body)
    {
        FileLinePositionSpan span = body.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line - 1;
    }

    [GeneratedRegex("^(Most|Longest|Largest|Biggest|Highest|Greatest|Fewest|Least|Shortest|Smallest|Lowest)(?![a-z])")]
    private static partial Regex Superlative();

    [GeneratedRegex("(Seconds|Milliseconds|Minutes|Hours|Days)$")]
    private static partial Regex Unit();
}
