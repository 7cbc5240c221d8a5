using System.Globalization;
using Azure;
using Colorize.Cli.Dropping;
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
    public static AlbumResult From(ETag? eTag, IDictionary<string, string> metadata)
    {
        ResultMetadata result = ResultMetadata.From(metadata);
        return new AlbumResult(
            UnquotedETag.Of(eTag),
            metadata.TryGetValue(BlobMetadata.SourceETag, out string? source) ? source : string.Empty,
            result.Width,
            result.Height,
            result.ModelVersion,
            result.Network,
            double.TryParse(result.Vividness, NumberStyles.Float, CultureInfo.InvariantCulture, out double vividness) ? vividness : null,
            result.Known is null ? [] : [.. result.Classes.Select(seen => new AlbumClass(seen.Key.Replace('_', ' '), seen.Value))]);
    }
}
