using System.Globalization;
using Colorize.Models;
using Colorize.Storage;

namespace Colorize.Inference;

/// <summary>How one photograph is to be coloured; what is not said, the settings decide.</summary>
/// <param name="Network">The colorizer; a set that lacks it uses its own first choice.</param>
/// <param name="Vividness">How vivid the U-Net's colours are, 0 to 1.</param>
public readonly record struct ColorPreferences(Network? Network = null, float? Vividness = null)
{
    /// <summary>Reads preferences as people write them.</summary>
    /// <param name="network"><c>unet</c>, <c>ensemble</c>, <c>resnet</c>, <c>auto</c> or nothing.</param>
    /// <param name="vividness">A number from 0 to 1 with a point, or nothing.</param>
    /// <exception cref="FormatException">A text is none of these; the message says what would be right.</exception>
    public static ColorPreferences Parse(string? network, string? vividness) => new(ParseNetwork(network), ParseVividness(vividness));

    /// <summary>Reads the preferences that stand in a blob's metadata.</summary>
    /// <exception cref="FormatException">They are none; the message says what would be right.</exception>
    public static ColorPreferences From(IDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return Parse(
            metadata.TryGetValue(BlobMetadata.Network, out string? network) ? network : null,
            metadata.TryGetValue(BlobMetadata.Vividness, out string? vividness) ? vividness : null);
    }

    /// <summary>Writes what is said into a blob's metadata, over what stands there.</summary>
    public void AddTo(IDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        foreach ((string name, string value) in Entries())
        {
            metadata[name] = value;
        }
    }

    /// <summary>Whether a blob's metadata say the same, in all that is said.</summary>
    public bool AreIn(IDictionary<string, string> metadata) =>
        Entries().All(entry => metadata.TryGetValue(entry.Name, out string? value) && value == entry.Value);

    private IEnumerable<(string Name, string Value)> Entries()
    {
        if (Vividness is { } vividness)
        {
            yield return (BlobMetadata.Vividness, BlobMetadata.EncodeVividness(vividness));
        }

        if (Network is { } network)
        {
            yield return (BlobMetadata.Network, network.Name());
        }
    }

    private static Network? ParseNetwork(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "auto" => null,
        { } name when NetworkNames.Find(name) is { } network and not Models.Network.AlexNet => network,
        _ => throw new FormatException("The network must be auto, unet, ensemble or resnet."),
    };

    private static float? ParseVividness(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1
            ? value
            : throw new FormatException("The vividness must be a number from 0 to 1, such as 0.5.");
    }
}
