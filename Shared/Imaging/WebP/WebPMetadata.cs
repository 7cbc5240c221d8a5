using Colorize.Imaging.Metadata;

namespace Colorize.Imaging.WebP;

/// <summary>Carries EXIF and XMP of a WebP file over to its picture in colour (RFC 9649, section 2.7).</summary>
internal static class WebPMetadata
{
    private const string ExtendedHeader = "VP8X";
    private const byte HasXmp = 0x04;
    private const byte HasExif = 0x08;
    private const byte HasAlpha = 0x10;

    /// <summary>Whether the picture is coded without loss.</summary>
    public static bool IsLossless(ReadOnlyMemory<byte> file) => RiffChunk.ReadAll(file).Any(chunk => chunk.Type == "VP8L");

    /// <summary>The encoded picture with the metadata of another.</summary>
    /// <param name="source">The file that came in.</param>
    /// <param name="encoded">The picture in colour, without metadata.</param>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="isTurned">Whether width and height have been swapped.</param>
    public static byte[] Carry(ReadOnlyMemory<byte> source, byte[] encoded, int width, int height, bool isTurned)
    {
        List<RiffChunk> own = RiffChunk.ReadAll(source);
        RiffChunk? exif = Find(own, "EXIF", data => ExifEditor.Edit(WithoutName(data), isTurned));
        RiffChunk? xmp = Find(own, "XMP ", data => XmpEditor.Edit(data, isTurned));
        if (exif is null && xmp is null)
        {
            return encoded;
        }

        List<RiffChunk> picture = RiffChunk.ReadAll(encoded);
        byte[] header = new byte[10];
        RiffChunk extended = picture.FirstOrDefault(chunk => chunk.Type == ExtendedHeader);
        bool isTransparent = extended.Data.Length > 0 ? (extended.Data.Span[0] & HasAlpha) != 0 : IsTransparentLossless(picture[0]);
        header[0] = (byte)((isTransparent ? HasAlpha : 0) | (exif is null ? 0 : HasExif) | (xmp is null ? 0 : HasXmp));
        Write24(header.AsSpan(4), width - 1);
        Write24(header.AsSpan(7), height - 1);
        return RiffChunk.Join(
            [new(ExtendedHeader, header), .. picture.Where(chunk => chunk.Type is "ALPH" or "VP8 " or "VP8L"),
                .. new[] { exif, xmp }.OfType<RiffChunk>()]);
    }

    private static RiffChunk? Find(List<RiffChunk> chunks, string type, Func<ReadOnlyMemory<byte>, byte[]?> edit)
    {
        RiffChunk found = chunks.FirstOrDefault(chunk => chunk.Type == type);
        return found.Type is not null && edit(found.Data) is { } edited ? new RiffChunk(type, edited) : null;
    }

    // Some writers put the name that JPEG needs before it.
    private static ReadOnlyMemory<byte> WithoutName(ReadOnlyMemory<byte> exif) => exif.Span.StartsWith("Exif\0\0"u8) ? exif[6..] : exif;

    // RFC 9649, section 3.4: after the signature, 14 bits each for width and height, and one for the use of alpha.
    private static bool IsTransparentLossless(RiffChunk picture) =>
        picture.Type == "VP8L" && picture.Data.Length > 4 && (picture.Data.Span[4] & 0x10) != 0;

    private static void Write24(Span<byte> target, int value) =>
        (target[0], target[1], target[2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
}
