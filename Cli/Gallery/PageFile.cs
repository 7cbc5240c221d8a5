namespace Colorize.Cli.Gallery;

/// <summary>The files of the gallery's pages, which are inside this program.</summary>
internal static class PageFile
{
    /// <summary>The text of a file.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(PageFile).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
