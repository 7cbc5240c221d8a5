using Colorize.Cli.Dropping;
using Colorize.Cli.Local;
using Colorize.Imaging;

namespace Colorize.Cli.Demo;

/// <summary>A historical photograph that comes with an npm package.</summary>
/// <param name="Package">The package.</param>
/// <param name="Title">Its title.</param>
/// <param name="Photographer">Who took it.</param>
/// <param name="Year">When.</param>
internal sealed record SamplePhotograph(string Package, string Title, string Photographer, string Year)
{
    private const string Scope = "@stdlib";
    private const string Prefix = "datasets-img-";

    /// <summary>All of them, neighbours of about the same shape. Digital images courtesy of the Getty's Open Content Program.</summary>
    public static IReadOnlyList<SamplePhotograph> All { get; } =
    [
        new("dust-bowl-home", "Abandoned Dust Bowl Home", "Dorothea Lange", "about 1935–1940"),
        new("nagasaki-boats", "Boats in River, Nagasaki", "Felice Beato", "about 1865"),
        new("french-alpine-landscape", "Alpine Landscape", "Adolphe Braun", "1865–1870"),
        new("march-pastoral", "A March Pastoral, Suffolk", "Peter Henry Emerson", "1888"),
        new("airplane-from-above", "Airplane Viewed from Above", "Fedele Azari", "1914–1929"),
        new("allium-oreophilum", "Allium Ostrowskianum", "Karl Blossfeldt", "1928"),
    ];

    /// <summary>The file name that it gets.</summary>
    public string FileName => $"{Package}.jpg";

    /// <summary>The photograph in black and white: the old prints are toned brown, and their lightness is what counts.</summary>
    /// <exception cref="PlainErrorException">The package does not hold it.</exception>
    public async Task<byte[]> ReadAsync(Preview preview, CancellationToken cancellationToken)
    {
        string file = Path.Combine(ProjectFolder.Root, "node_modules", Scope, Prefix + Package, "data", "image.jpg");
        if (!File.Exists(file))
        {
            throw new PlainErrorException("The sample photographs are not installed. Run: npm ci");
        }

        byte[] toned = await File.ReadAllBytesAsync(file, cancellationToken);
        return preview.ToJpeg(toned, FileName, int.MaxValue, grey: true, cancellationToken);
    }

    /// <summary>As one to be dropped.</summary>
    public Photograph AsPhotograph(byte[] content) => new(Title, FileName, _ => Task.FromResult(content));
}
