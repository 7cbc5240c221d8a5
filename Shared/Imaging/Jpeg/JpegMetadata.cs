using System.Buffers.Binary;
using Colorize.Imaging.Metadata;

namespace Colorize.Imaging.Jpeg;

/// <summary>
/// Carries what people wrote into a JPEG over to its picture in colour: EXIF, XMP with its extension, Photoshop's resources with IPTC,
/// comments, and the resolution. The thumbnail, the profile and the index of further pictures stay behind.
/// </summary>
internal static class JpegMetadata
{
    private const int JfifSize = 14;
    private static readonly byte[] ExifName = [.. "Exif\0\0"u8];
    private static readonly byte[] XmpName = [.. "http://ns.adobe.com/xap/1.0/\0"u8];
    private static readonly byte[] ExtendedXmpName = [.. "http://ns.adobe.com/xmp/extension/\0"u8];
    private static readonly byte[] PhotoshopName = [.. "Photoshop 3.0\0"u8];

    /// <summary>The encoded picture with the metadata of another.</summary>
    /// <param name="source">The file that came in.</param>
    /// <param name="encoded">The picture in colour, without metadata.</param>
    /// <param name="isTurned">Whether width and height have been swapped.</param>
    public static byte[] Carry(ReadOnlyMemory<byte> source, byte[] encoded, bool isTurned)
    {
        List<JpegSegment> segments = JpegFile.Read(source).Segments;
        using var file = new MemoryStream(encoded.Length + (1 << 16));
        file.Write([0xFF, 0xD8]);
        Write(file, JpegSegment.App0, Density(segments, isTurned));
        foreach (JpegSegment segment in segments)
        {
            WriteKept(file, segment, isTurned);
        }

        WriteResources(file, segments);
        file.Write(encoded.AsSpan(AfterApplicationSegments(encoded)));
        return file.ToArray();
    }

    private static void WriteKept(MemoryStream file, JpegSegment segment, bool isTurned)
    {
        if (segment.Is(JpegSegment.App1, ExifName) && ExifEditor.Edit(segment.Payload[ExifName.Length..], isTurned) is { } exif)
        {
            Write(file, JpegSegment.App1, [.. ExifName, .. exif]);
        }
        else if (segment.Is(JpegSegment.App1, XmpName) && XmpEditor.Edit(segment.Payload[XmpName.Length..], isTurned) is { } xmp)
        {
            Write(file, JpegSegment.App1, [.. XmpName, .. xmp]);
        }
        else if (segment.Is(JpegSegment.App1, ExtendedXmpName) || segment.Marker == JpegSegment.Comment)
        {
            Write(file, segment.Marker, segment.Payload.Span);
        }
    }

    // What does not fit in a segment is spread over several, and belongs together again when it is read.
    private static void WriteResources(MemoryStream file, List<JpegSegment> segments)
    {
        byte[] all =
            [.. segments.Where(one => one.Is(JpegSegment.App13, PhotoshopName))
                .SelectMany(one => one.Payload[PhotoshopName.Length..].ToArray())];
        foreach (byte[] part in PhotoshopResources.Edit(all).Chunk(JpegSegment.MaxPayload - PhotoshopName.Length))
        {
            Write(file, JpegSegment.App13, [.. PhotoshopName, .. part]);
        }
    }

    // JFIF 1.02: version, unit, density across and down, and no thumbnail. A unit of 0 says that the density is not known.
    private static byte[] Density(List<JpegSegment> segments, bool isTurned)
    {
        byte[] jfif = [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0];
        JpegSegment own = segments.FirstOrDefault(one => one.Is(JpegSegment.App0, "JFIF\0"u8) && one.Payload.Length >= JfifSize);
        if (own.Payload.Length > 0)
        {
            ReadOnlySpan<byte> from = own.Payload.Span;
            jfif[7] = from[7];
            from[8..10].CopyTo(jfif.AsSpan(isTurned ? 10 : 8));
            from[10..12].CopyTo(jfif.AsSpan(isTurned ? 8 : 10));
        }

        return jfif;
    }

    // The encoder writes its own JFIF segment first.
    private static int AfterApplicationSegments(ReadOnlySpan<byte> encoded)
    {
        int at = 2;
        while (encoded[at + 1] is >= JpegSegment.App0 and <= 0xEF)
        {
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(encoded[(at + 2)..]);
        }

        return at;
    }

    private static void Write(MemoryStream file, byte marker, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > JpegSegment.MaxPayload)
        {
            return;
        }

        Span<byte> header = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(payload.Length + 2));
        file.Write(header);
        file.Write(payload);
    }
}
