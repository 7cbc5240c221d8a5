namespace Colorize.Imaging.Jpeg;

/// <summary>A marker segment of a JPEG before its first scan.</summary>
/// <param name="Marker">The marker's second byte.</param>
/// <param name="Payload">What stands in it, after its length.</param>
internal readonly record struct JpegSegment(byte Marker, ReadOnlyMemory<byte> Payload)
{
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App2 = 0xE2;
    public const byte App13 = 0xED;
    public const byte App14 = 0xEE;
    public const byte Comment = 0xFE;

    /// <summary>The most that a segment can hold: its length has 16 bits and counts itself.</summary>
    public const int MaxPayload = ushort.MaxValue - 2;

    /// <summary>Whether the payload begins with an application's name.</summary>
    public bool Is(byte marker, ReadOnlySpan<byte> name) => Marker == marker && Payload.Span.StartsWith(name);
}
