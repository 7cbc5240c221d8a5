using Colorize.Imaging.Metadata;

namespace Colorize.Imaging.Png;

/// <summary>
/// Carries what people wrote into a PNG over to its picture in colour: texts, XMP, EXIF, the time and the resolution, each in its chunk.
/// </summary>
internal static class PngMetadata
{
    private const string XmpKeyword = "XML:com.adobe.xmp";
    private const string ProfileKeyword = "Raw profile type ";

    /// <summary>The encoded picture with the metadata of another.</summary>
    /// <param name="source">The file that came in.</param>
    /// <param name="encoded">The picture in colour.</param>
    /// <param name="isTurned">Whether width and height have been swapped.</param>
    public static byte[] Carry(ReadOnlyMemory<byte> source, byte[] encoded, bool isTurned)
    {
        const int SignatureSize = 8;
        List<PngChunk> kept = [.. PngChunk.ReadAll(source).Select(chunk => Keep(chunk, isTurned)).OfType<PngChunk>()];
        bool hasExif = false;
        using var file = new MemoryStream(encoded.Length + kept.Sum(chunk => chunk.Raw.Length));
        file.Write(encoded.AsSpan(0, SignatureSize));
        foreach (PngChunk chunk in PngChunk.ReadAll(encoded).Where(chunk => chunk.Type != "pHYs"))
        {
            file.Write(chunk.Raw.Span);
            if (chunk.Type == "IHDR")
            {
                foreach (PngChunk own in kept.Where(own => own.Type != "eXIf" || !hasExif))
                {
                    hasExif |= own.Type == "eXIf";
                    file.Write(own.Raw.Span);
                }
            }
        }

        return file.ToArray();
    }

    private static PngChunk? Keep(PngChunk chunk, bool isTurned) => chunk.Type switch
    {
        "tIME" => chunk,
        "pHYs" when chunk.Data.Length == 9 => isTurned
            ? PngChunk.Create("pHYs", [.. chunk.Data.Span[4..8], .. chunk.Data.Span[..4], chunk.Data.Span[8]])
            : chunk,
        "eXIf" => Exif(chunk.Data, isTurned),
        "tEXt" or "zTXt" or "iTXt" => KeepText(chunk, isTurned),
        _ => null,
    };

    private static PngChunk? KeepText(PngChunk chunk, bool isTurned)
    {
        string keyword = PngText.Keyword(chunk);
        if (keyword == XmpKeyword)
        {
            return PngText.Value(chunk) is { } packet ? Xmp(packet, isTurned) : null;
        }

        if (!keyword.StartsWith(ProfileKeyword, StringComparison.Ordinal))
        {
            return chunk;
        }

        // ImageMagick writes profiles as texts of hexadecimal digits. Those that have a chunk of their own come to it.
        return keyword[ProfileKeyword.Length..] switch
        {
            "exif" or "APP1" =>
                PngText.Profile(chunk) is { } exif && exif.AsSpan().StartsWith("Exif\0\0"u8) ? Exif(exif.AsMemory(6), isTurned) : null,
            "xmp" => PngText.Profile(chunk) is { } packet ? Xmp(packet, isTurned) : null,
            "icc" or "icm" => null,
            _ => chunk,
        };
    }

    private static PngChunk? Exif(ReadOnlyMemory<byte> exif, bool isTurned) =>
        ExifEditor.Edit(exif, isTurned) is { } edited ? PngChunk.Create("eXIf", edited) : null;

    // Keyword, no compression, no language, no translation.
    private static PngChunk? Xmp(ReadOnlyMemory<byte> packet, bool isTurned) => XmpEditor.Edit(packet, isTurned) is { } edited
        ? PngChunk.Create("iTXt", [.. System.Text.Encoding.Latin1.GetBytes(XmpKeyword), 0, 0, 0, 0, 0, .. edited])
        : null;
}
