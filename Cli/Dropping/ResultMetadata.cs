using System.Globalization;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>What a colorized photograph says of itself.</summary>
/// <param name="ModelVersion">The model set that gave the colours.</param>
/// <param name="Classes">The most probable classes, best first; empty if the model set has no classifier.</param>
/// <param name="Width">Its width in pixels, or 0 if it does not say.</param>
/// <param name="Height">Its height in pixels, or 0 if it does not say.</param>
internal sealed record ResultMetadata(string ModelVersion, IReadOnlyList<KeyValuePair<string, float>> Classes, int Width, int Height)
{
    /// <summary>Reads the metadata of a blob.</summary>
    public static ResultMetadata From(IDictionary<string, string> metadata) => new(
        BlobMetadata.Decode(Text(metadata, BlobMetadata.ModelVersion)),
        BlobMetadata.DecodeClasses(Text(metadata, BlobMetadata.Classes)),
        Number(metadata, BlobMetadata.Width),
        Number(metadata, BlobMetadata.Height));

    /// <summary>The classes in words: <c>church 81 %, flower 10 %</c>.</summary>
    public string ClassesInWords => string.Join(
        ", ", Classes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key.Replace('_', ' ')} {100 * c.Value:0} %")));

    private static string Text(IDictionary<string, string> metadata, string name) => metadata.TryGetValue(name, out string? value) ? value : string.Empty;

    private static int Number(IDictionary<string, string> metadata, string name) =>
        int.TryParse(Text(metadata, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
