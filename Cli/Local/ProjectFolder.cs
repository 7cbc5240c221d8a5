namespace Colorize.Cli.Local;

/// <summary>The folder of the project: where npm's packages, the functions and the results lie.</summary>
internal static class ProjectFolder
{
    private const string Landmark = "Colorize.sln";

    /// <summary>The folder's full path.</summary>
    /// <exception cref="PlainErrorException">This program does not lie in the project's folder.</exception>
    public static string Root { get; } = Find();

    private static string Find()
    {
        string? told = Environment.GetEnvironmentVariable("COLORIZE_ROOT");
        for (DirectoryInfo? folder = new(told ?? AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return folder.FullName;
            }
        }

        throw new PlainErrorException("Run this from a clone of the project, as ./colorize: it needs the files beside it.");
    }
}
