namespace Colorize.Cli.Gallery.Serving;

/// <summary>The files of pages, which are inside this program: <c>gallery/…</c> are those of the gallery.</summary>
internal static class PageFile
{
    /// <summary>The page itself.</summary>
    public const string Start = "gallery/gallery.html";

    /// <summary>The names of all files that the gallery is made of.</summary>
    public static IReadOnlyList<string> OfGallery { get; } =
        [.. typeof(PageFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("gallery/", StringComparison.Ordinal))];

    /// <summary>The text of a file.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(PageFile).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The content type of a file.</summary>
    public static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html",
        ".css" => "text/css",
        ".js" => "text/javascript",
        _ => throw new ArgumentException($"{name} is no file of a page.", nameof(name)),
    };
}
