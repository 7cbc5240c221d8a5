namespace Colorize.Imaging;

/// <summary>An estimate of the memory that a picture takes in its way through decoder, colours and encoder.</summary>
/// <param name="Format">The format that it is read from and written to.</param>
/// <param name="Pixels">Width times height.</param>
/// <param name="Channels">The decoder's channels.</param>
/// <param name="BytesPerSample">1 or 2.</param>
internal sealed record WorkingMemory(ImageFormat Format, long Pixels, int Channels, int BytesPerSample)
{
    private const int ResultChannels = 3;

    /// <summary>Whether the decoder holds the whole picture, and not a few rows.</summary>
    public bool IsWholeInDecoder { get; init; }

    /// <summary>
    /// Bytes a pixel that the decoder holds until the picture is closed: in JPEG of several scans its frequencies, in interlaced PNG the
    /// samples of the scans before the last.
    /// </summary>
    public int HeldBytes { get; init; }

    /// <summary>Whether the picture has opacity, which goes its own way beside the colours.</summary>
    public bool IsTransparent { get; init; }

    /// <summary>Whether the picture is written without loss, where its format has both ways.</summary>
    public bool IsLossless { get; init; }

    /// <summary>
    /// Seconds that an encoder needs which cannot be stopped, at most; 0 where it can. Measured with noise, which takes longest.
    /// </summary>
    public double SecondsInEncoder => Pixels / 1e6 * Format switch
    {
        ImageFormat.Heif => 0.4 * BytesPerSample,
        ImageFormat.Gif => 2,
        _ => 0,
    };

    /// <summary>The bytes that the decoder reads from.</summary>
    public long FileBytes { get; init; }

    /// <summary>What decoding takes.</summary>
    public long Decoding => FileBytes + (Pixels * ((BytesPerSample * (Colors + Alpha + (IsWholeInDecoder ? Channels : 0))) + HeldBytes));

    /// <summary>What the whole way takes at its widest place.</summary>
    public long Total => Math.Max(Decoding, FileBytes + (Pixels * ((BytesPerSample * (Painted + Alpha)) + HeldBytes + EncoderBytes)));

    /// <summary>What the picture in colour takes, at most.</summary>
    public long Result => Pixels * BytesPerSample * ResultChannels;

    private int Colors => Channels < 3 ? 1 : ResultChannels;

    // A grey picture has its colours beside it; one in colour is painted over in place.
    private int Painted => Colors == 1 ? Colors + ResultChannels : Colors;

    private int Alpha => IsTransparent ? 1 : 0;

    // What the encoder holds beside the pixels, a pixel, with the file that it writes and that file's last copy: measured with photographs
    // of 12 MP in strong colours, whose PNG is hardly smaller than their pixels (tests/Colorize.Benchmarks -- corpus).
    private int EncoderBytes => Format switch
    {
        ImageFormat.Heif => 44 * BytesPerSample,
        ImageFormat.WebP => IsLossless ? 38 : 26,
        ImageFormat.Gif => 19,
        ImageFormat.Png or ImageFormat.Tiff => 3 * (ResultChannels + Alpha) * BytesPerSample,
        ImageFormat.Bmp or ImageFormat.Pnm => 10 * BytesPerSample,
        _ => 3,
    };
}
