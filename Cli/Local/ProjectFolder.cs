using Colorize.Local;

namespace Colorize.Cli.Local;

/// <summary>The folder of the project: where npm's packages, the functions and the results lie.</summary>
internal static class ProjectFolder
{
    /// <summary>The folder's full path.</summary>
    /// <exception cref="PlainErrorException">This program does not lie in the project's folder.</exception>
    public static string Root { get; } = ProjectRoot.Find()
        ?? throw new PlainErrorException("Run this from a clone of the project, as ./colorize: it needs the files beside it.");
}
