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

    /// <summary>TIFF 6.0 and BigTIFF, with all their pages.</summary>
    Tiff,

    /// <summary>GIF of one frame.</summary>
    Gif,

    /// <summary>AVIF (ISO/IEC 23008-12 with AV1).</summary>
    Heif,

    /// <summary>Windows bitmap.</summary>
    Bmp,

    /// <summary>Netpbm's portable bitmap, graymap and pixmap.</summary>
    Pnm,
}
