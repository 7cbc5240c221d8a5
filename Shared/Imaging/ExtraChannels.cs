namespace Colorize.Imaging;

/// <summary>The channels of a decoded image that come after its colours.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Alpha">Which of them is the opacity, from 0; null where none is, as with a scanner's infrared.</param>
internal sealed record ExtraChannels(int Count, int? Alpha)
{
    public static ExtraChannels None { get; } = new(0, Alpha: null);

    public static ExtraChannels AlphaOnly { get; } = new(1, Alpha: 0);
}
