using System.Globalization;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>What a colorized photograph says of itself.</summary>
/// <param name="ModelVersion">The model set that gave the colours.</param>
/// <param name="Network">The network that did; null where it does not say.</param>
/// <param name="Vividness">How vivid it is, as it is written; null where the network has no choice.</param>
/// <param name="Classes">The most probable classes, best first; empty if the model set has no classifier.</param>
/// <param name="Known">The class that it may be said to look like; null where the classifier is not sure enough.</param>
/// <param name="Width">Its width in pixels, or 0 if it does not say.</param>
/// <param name="Height">Its height in pixels, or 0 if it does not say.</param>
internal sealed record ResultMetadata(
    string ModelVersion,
    string? Network,
    string? Vividness,
    IReadOnlyList<KeyValuePair<string, float>> Classes,
    KeyValuePair<string, float>? Known,
    int Width,
    int Height)
{
    /// <summary>Reads the metadata of a blob.</summary>
    public static ResultMetadata From(IDictionary<string, string> metadata) => new(
        BlobMetadata.Decode(Text(metadata, BlobMetadata.ModelVersion)),
        metadata.TryGetValue(BlobMetadata.Network, out string? network) ? network : null,
        metadata.TryGetValue(BlobMetadata.Vividness, out string? vividness) ? vividness : null,
        BlobMetadata.DecodeClasses(Text(metadata, BlobMetadata.Classes)),
        BlobMetadata.KnownClass(metadata),
        Number(metadata, BlobMetadata.Width),
        Number(metadata, BlobMetadata.Height));

    /// <summary>The class in words, where it is known: <c>church, 81 %</c>; empty otherwise.</summary>
    public string ClassInWords => Known is { } seen
        ? string.Create(CultureInfo.InvariantCulture, $"{seen.Key.Replace('_', ' ')}, {100 * seen.Value:0} %")
        : string.Empty;

    /// <summary>What a result does not meet of what was asked for, in words; null where it meets all.</summary>
    public string? Unmet(ColorPreferences preferences)
    {
        if (preferences.Network?.Name() is { } asked && Network is { } network && network != asked)
        {
            return $"coloured by the {network}, since the model set {ModelVersion} has no {asked}";
        }

        return preferences.Vividness is not null && Vividness is null ? $"as vivid as the {Network ?? "network"} always is" : null;
    }

    private static string Text(IDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out string? value) ? value : string.Empty;

    private static int Number(IDictionary<string, string> metadata, string name) =>
        int.TryParse(Text(metadata, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
