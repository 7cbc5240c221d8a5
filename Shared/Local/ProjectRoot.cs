namespace Colorize.Local;

/// <summary>The folder of the project on this machine.</summary>
public static class ProjectRoot
{
    /// <summary>The variable in which the launcher names it.</summary>
    public const string Variable = "COLORIZE_ROOT";

    private const string Landmark = "Colorize.sln";

    /// <summary>The folder's full path, or null where this program was installed without it (in a container, for one).</summary>
    public static string? Find()
    {
        string? told = Environment.GetEnvironmentVariable(Variable);
        string start = string.IsNullOrEmpty(told) ? AppContext.BaseDirectory : told;
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
