using System.Globalization;
using Colorize.Models;

namespace Colorize.Inference;

/// <summary>What is wished for one photograph; what is not, the settings decide.</summary>
/// <param name="Network">The colorizer; a set that lacks it uses its own first choice.</param>
/// <param name="Vividness">How vivid the U-Net's colours are, 0 to 1.</param>
public readonly record struct ColorChoice(Network? Network = null, float? Vividness = null)
{
    /// <summary>Reads a wish as people write it.</summary>
    /// <param name="network"><c>unet</c>, <c>ensemble</c>, <c>resnet</c>, <c>auto</c> or nothing.</param>
    /// <param name="vividness">A number from 0 to 1 with a point, or nothing.</param>
    /// <exception cref="FormatException">A text is none of these; the message says what would be right.</exception>
    public static ColorChoice Parse(string? network, string? vividness) => new(ParseNetwork(network), ParseVividness(vividness));

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
