using System.Net;
using System.Reflection;
using System.Text;
using Colorize.Cli.Dropping;

namespace Colorize.Cli.Demo;

/// <summary>The page that shows each photograph before and after, with a slider between them.</summary>
internal static class GalleryPage
{
    /// <summary>The folder beside the page that holds the originals.</summary>
    public const string OriginalsFolder = "originals";

    private const string Template = "Colorize.Cli.Demo.gallery.html";

    /// <summary>Writes the page.</summary>
    /// <param name="folder">The folder of the results.</param>
    /// <param name="outcomes">What became of the photographs.</param>
    /// <returns>The page's path.</returns>
    public static string Write(string folder, IEnumerable<DropOutcome> outcomes)
    {
        var figures = new StringBuilder();
        foreach (DropOutcome outcome in outcomes.Where(outcome => outcome.Result is not null).OrderBy(Position))
        {
            figures.Append(Figure(outcome));
        }

        string path = Path.Combine(folder, "index.html");
        File.WriteAllText(path, ReadTemplate().Replace("<!-- figures -->", figures.ToString(), StringComparison.Ordinal));
        return path;
    }

    private static int Position(DropOutcome outcome) =>
        SamplePhoto.All.ToList().FindIndex(sample => sample.File == Path.GetFileName(outcome.File));

    private static string Figure(DropOutcome outcome)
    {
        string file = WebUtility.HtmlEncode(Path.GetFileName(outcome.File));
        string caption = WebUtility.HtmlEncode(
            SamplePhoto.All.FirstOrDefault(sample => sample.File == Path.GetFileName(outcome.File))?.Caption ?? Path.GetFileName(outcome.File));
        return $"""
            <figure>
              <div class="pair" style="--split: 50%">
                <img src="{OriginalsFolder}/{file}" alt="{caption}, as it was">
                <img class="colour" src="{file}" alt="{caption}, in colour">
                <input type="range" min="0" max="100" value="50" aria-label="How much of it is in colour">
              </div>
              <figcaption>{caption}</figcaption>
            </figure>

            """;
    }

    private static string ReadTemplate()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Template)
            ?? throw new InvalidOperationException($"The resource {Template} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
