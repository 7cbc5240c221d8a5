using System.Globalization;
using Azure;
using Colorize.Storage;

namespace Colorize.Cli.Gallery.Album;

/// <summary>A photograph in colour, and what it says of itself.</summary>
/// <param name="ETag">Its version, without quotes.</param>
/// <param name="SourceETag">The version of the photograph that it was made from.</param>
/// <param name="Width">In pixels; 0 if it does not say.</param>
/// <param name="Height">In pixels; 0 if it does not say.</param>
/// <param name="Model">The model set that gave the colours.</param>
/// <param name="Network">The network that did, if it says so.</param>
/// <param name="Vividness">How vivid it is, 0 to 1, if it says so.</param>
/// <param name="Classes">The most probable classes, best first; none where the classifier is not sure enough.</param>
internal sealed record AlbumResult(
    string ETag,
    string SourceETag,
    int Width,
    int Height,
    string Model,
    string? Network,
    double? Vividness,
    IReadOnlyList<AlbumClass> Classes)
{
    /// <summary>Reads the version and metadata of a blob in <c>colorized/</c>.</summary>
    public static AlbumResult From(ETag? eTag, IDictionary<string, string> metadata) => new(
        UnquotedETag.Of(eTag),
        Text(metadata, BlobMetadata.SourceETag),
        Number(metadata, BlobMetadata.Width),
        Number(metadata, BlobMetadata.Height),
        BlobMetadata.Decode(Text(metadata, BlobMetadata.ModelVersion)),
        metadata.TryGetValue(BlobMetadata.Network, out string? network) ? network : null,
        double.TryParse(Text(metadata, BlobMetadata.Vividness), NumberStyles.Float, CultureInfo.InvariantCulture, out double vividness)
            ? vividness
            : null,
        BlobMetadata.KnownClass(metadata) is null
            ? []
            : [.. BlobMetadata.DecodeClasses(Text(metadata, BlobMetadata.Classes))
                .Select(seen => new AlbumClass(seen.Key.Replace('_', ' '), seen.Value))]);

    private static string Text(IDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out string? value) ? value : string.Empty;

    private static int Number(IDictionary<string, string> metadata, string name) =>
        int.TryParse(Text(metadata, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
