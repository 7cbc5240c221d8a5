namespace Colorize.Tests;

/// <summary>Where the two hosts lie that the build has made of the function app.</summary>
internal static class BuiltHosts
{
    /// <summary>The folder of the embedded host.</summary>
    public static string Embedded { get; } = Folder("bin");

    /// <summary>The folder of the isolated worker.</summary>
    public static string Isolated { get; } = Folder("bin/isolated");

    private static string Folder(string output)
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        string configuration = root.Parent!.Name;
        while (!File.Exists(Path.Combine(root.FullName, "Colorize.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests do not lie in the project's folder.");
        }

        return Path.Combine(root.FullName, "Functions", output, configuration, "net10.0");
    }
}
