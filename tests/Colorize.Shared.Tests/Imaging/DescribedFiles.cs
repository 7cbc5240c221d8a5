using System.Buffers.Binary;
using System.Text;
using Colorize.Imaging;
using Colorize.Imaging.Jpeg;
using Colorize.Imaging.Png;
using Colorize.Imaging.Portable;
using Colorize.Imaging.Tiff;
using Colorize.Imaging.WebP;
using Colorize.Tests.Hostile;
using NetVips;
using static Colorize.Tests.Hostile.TiffFiles;

namespace Colorize.Tests.Imaging;

/// <summary>Small files into which much has been written.</summary>
internal static class DescribedFiles
{
    public const string Xmp =
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
            + "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        + "<rdf:Description rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        + "xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' tiff:Orientation='6' hdrgm:Version='1.0'><dc:source>Box "
        + "12</dc:source></rdf:Description>"
        + "</rdf:RDF></x:xmpmeta><?xpacket end='w'?>";

    /// <summary>A file of each format, with all that it can hold.</summary>
    public static IEnumerable<byte[]> All()
    {
        byte[] xmp = Encoding.UTF8.GetBytes(Xmp);
        yield return JpegWith(
            (0xE1, [.. "Exif\0\0"u8, .. Exif(isLittleEndian: false)]),
            (0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. xmp]),
            (0xED, [.. "Photoshop 3.0\0"u8, .. Resource(1036, [1, 2, 3]), .. Resource(1028, [4, 5, 6, 7])]),
            (0xFE, "Glass plate"u8.ToArray()));
        yield return PngWith(
            ("gAMA", [0, 1, 0x86, 0xA0]), ("cHRM", [.. Enumerable.Repeat<byte[]>([0, 0, 0x75, 0x30], 8).SelectMany(one => one)]),
            ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. xmp]), ("eXIf", Exif(isLittleEndian: true)), (
                "zTXt", [.. "Raw profile type exif\0\0"u8, 1, 2, 3]));
        yield return TiffFiles.File(
            Page(
                8,
                [128, 60, 40],
                8,
                TextField(TiffTag.Artist, "Ida"),
                (TiffTag.Xmp, new TiffValue(TiffValue.ByteType, xmp.Length, xmp, true))),
            Page(2, [90, 90, 90, 3, 77], 16, Field(TiffTag.ExtraSamples, 0, 2)),
            Page(1, [3], 8, Field(TiffTag.Compression, 34925)));
        using Image photo = ImageFiles.Photo();
        List<RiffChunk> webP = RiffChunk.ReadAll(photo.WebpsaveBuffer(keep: Enums.ForeignKeep.None));
        yield return RiffChunk.Join([.. webP, new("EXIF", Exif(isLittleEndian: true)), new("XMP ", xmp)]);
        using PixelBuffer pixels = PixelBuffer.From(photo);
        yield return BmpWriter.Encode(pixels, alpha: null);
        yield return PnmWriter.Encode(pixels);
        yield return "P2\n4 2 # grey\n100\n50 50 0 100 0 0 0 0"u8.ToArray();
    }

    // A picture turned by 90 degrees in Adobe RGB, with a thumbnail.
    public static byte[] Exif(bool isLittleEndian)
    {
        var interoperability = new TiffPage { Fields = { [TiffTag.InteropIndex] = TextField(TiffTag.InteropIndex, "R03").Value } };
        var photo = new TiffPage
        {
            Fields =
            {
                [TiffTag.ColorSpace] = Field(TiffTag.ColorSpace, 65535).Value,
                [37500] = new TiffValue(TiffValue.Undefined, 26, "MakerNote at its own place"u8.ToArray(), true),
            },
            Children = { [TiffTag.InteropIfd] = interoperability },
        };
        var main = new TiffPage
        {
            Fields =
            {
                [TiffTag.ImageDescription] = TextField(TiffTag.ImageDescription, "A street in 1912").Value,
                [TiffTag.Orientation] = Field(TiffTag.Orientation, 6).Value,
            },
            Children = { [TiffTag.ExifIfd] = photo },
        };
        using var writer = new TiffWriter(isLittleEndian);
        writer.Add(main);
        writer.Add(
            new TiffPage { Data = ["THUMBNAIL"u8.ToArray()], Fields = { [TiffTag.Compression] = Field(TiffTag.Compression, 6).Value } });
        byte[] exif = writer.ToArray();

        // The thumbnail's place is told by other tags than a strip's.
        (ushort Strip, ushort Jpeg)[] pairs =
            [(TiffTag.StripOffsets, TiffTag.JpegInterchange), (TiffTag.StripByteCounts, TiffTag.JpegInterchangeLength)];
        foreach ((ushort strip, ushort jpeg) in pairs)
        {
            byte[] tag = new byte[2];
            TiffValue.Write16(tag, strip, isLittleEndian);
            TiffValue.Write16(exif.AsSpan(exif.AsSpan().LastIndexOf(tag)), jpeg, isLittleEndian);
        }

        return exif;
    }

    public static byte[] Resource(ushort number, byte[] data)
    {
        byte[] header = [.. "8BIM"u8, (byte)(number >> 8), (byte)number, 0, 0, 0, 0, 0, (byte)data.Length];
        return data.Length % 2 == 0 ? [.. header, .. data] : [.. header, .. data, 0];
    }

    public static byte[] JpegWith(params (byte Marker, byte[] Payload)[] segments)
    {
        using Image photo = ImageFiles.Photo();
        byte[] jpeg = photo.JpegsaveBuffer(keep: Enums.ForeignKeep.None);

        // A JFIF segment would go, so that nothing says a resolution.
        int rest = jpeg[3] == JpegSegment.App0 ? 4 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(4)) : 2;
        return
        [
            .. jpeg[..2],
            .. segments.SelectMany(
                one => (byte[])[0xFF, one.Marker, (byte)((one.Payload.Length + 2) >> 8), (byte)(one.Payload.Length + 2), .. one.Payload]),
            .. jpeg[rest..],
        ];
    }

    public static byte[] PngWith(params (string Type, byte[] Data)[] chunks)
    {
        const int HeaderEnd = 33;
        using Image photo = ImageFiles.Photo();
        byte[] png = photo.PngsaveBuffer(keep: Enums.ForeignKeep.None);
        List<PngChunk> own = PngChunk.ReadAll(png);
        return
        [
            .. png[..HeaderEnd],
            .. chunks.SelectMany(chunk => PngChunk.Create(chunk.Type, chunk.Data).Raw.ToArray()),
            .. own.Where(chunk => chunk.Type is not ("IHDR" or "pHYs")).SelectMany(chunk => chunk.Raw.ToArray()),
        ];
    }
}
