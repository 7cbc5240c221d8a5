namespace Colorize.Imaging;

/// <summary>The image formats that Colorize reads, and writes back in kind.</summary>
public enum ImageFormat
{
    /// <summary>JPEG (ISO/IEC 10918).</summary>
    Jpeg,

    /// <summary>PNG (W3C, third edition).</summary>
    Png,

    /// <summary>WebP (RFC 9649).</summary>
    WebP,

    /// <summary>TIFF 6.0 and BigTIFF.</summary>
    Tiff,

    /// <summary>GIF89a; its first frame.</summary>
    Gif,

    /// <summary>AVIF, and other HEIF where the codec is there (ISO/IEC 23008-12).</summary>
    Heif,
}
