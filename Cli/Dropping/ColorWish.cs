using System.Globalization;
using Colorize.Inference;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Cli.Dropping;

/// <summary>What is wished for the colours of photographs, as it stands in the metadata of their blobs.</summary>
/// <param name="Vividness">How vivid, 0 to 1, as it is written; null where nothing is wished.</param>
/// <param name="Network">The network's name; null where nothing is wished.</param>
internal sealed record ColorWish(string? Vividness = null, string? Network = null)
{
    /// <summary>No wish.</summary>
    public static ColorWish None { get; } = new();

    /// <summary>A wish as people write it.</summary>
    /// <exception cref="FormatException">It is none; the message says what would be right.</exception>
    public static ColorWish Parse(string? network, string? vividness)
    {
        ColorChoice choice = ColorChoice.Parse(network, vividness);
        return new ColorWish(
            choice.Vividness?.ToString("0.###", CultureInfo.InvariantCulture), choice.Network?.Name());
    }

    /// <summary>Writes the wish into metadata.</summary>
    public void AddTo(IDictionary<string, string> metadata)
    {
        if (Vividness is not null)
        {
            metadata[BlobMetadata.Vividness] = Vividness;
        }

        if (Network is not null)
        {
            metadata[BlobMetadata.Network] = Network;
        }
    }

    /// <summary>Whether metadata say the same, in all that is wished.</summary>
    public bool IsIn(IDictionary<string, string> metadata) =>
        (Vividness is null || (metadata.TryGetValue(BlobMetadata.Vividness, out string? vividness) && vividness == Vividness))
        && (Network is null || (metadata.TryGetValue(BlobMetadata.Network, out string? network) && network == Network));

    /// <summary>What of the wish a result does not meet, in words; null where it meets all.</summary>
    public string? Unmet(ResultMetadata result)
    {
        if (Network is not null && result.Network is { } network && network != Network)
        {
            return $"coloured by the {network}, since the model set {result.ModelVersion} has no {Network}";
        }

        return Vividness is not null && result.Vividness is null ? $"as vivid as the {result.Network ?? "network"} always is" : null;
    }
}
