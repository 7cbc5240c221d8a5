using System.Text;
using Colorize.Imaging.Gif;
using Colorize.Imaging.Jpeg;
using Colorize.Imaging.Png;
using Colorize.Imaging.Tiff;
using Colorize.Imaging.WebP;
using Colorize.Tests.Hostile;
using NetVips;
using static Colorize.Tests.Hostile.TiffFiles;
using static Colorize.Tests.Imaging.DescribedFiles;
using static Colorize.Tests.Imaging.TrueMetadata;

namespace Colorize.Tests.Imaging;

/// <summary>What people wrote into a file is in the file in colour, and what would be untrue there is not.</summary>
public sealed class MetadataTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exif_of_a_JPEG_stays_but_for_what_would_be_untrue(bool isLittleEndian)
    {
        byte[] exif = Exif(isLittleEndian);
        byte[] file = JpegWith((0xE1, [.. "Exif\0\0"u8, .. exif]));
        JpegFile result = JpegFile.Read(await Neutral.ColorizeAsync(file));
        JpegSegment kept = Assert.Single(result.Segments, one => one.Is(JpegSegment.App1, "Exif\0\0"u8));
        AssertTrueExif(kept.Payload[6..]);
        Assert.DoesNotContain("THUMBNAIL", Encoding.Latin1.GetString(kept.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_of_a_JPEG_stay()
    {
        byte[] extended =
            [.. "http://ns.adobe.com/xmp/extension/\0"u8, .. "0123456789ABCDEF0123456789ABCDEF"u8, 0, 0, 0, 5, 0, 0, 0, 0, .. "extra"u8];
        byte[] thumbnail = Resource(1036, [1, 2, 3, 4]), caption = Resource(1028, [0x1C, 2, 120, 0, 3, .. "Ida"u8]);
        byte[] file = JpegWith(
            (0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(Xmp)]),
            (0xE1, extended),
            (0xE2, [.. "MPF\0"u8, .. "II*\0"u8, 8, 0, 0, 0, 0, 0]),
            (0xED, [.. "Photoshop 3.0\0"u8, .. thumbnail, .. caption]),
            (0xFE, "Glass plate, 1903"u8.ToArray()));
        byte[] colored = await Neutral.ColorizeAsync(file);
        JpegFile result = JpegFile.Read(colored);

        Assert.Equal(
            extended,
            Assert.Single(result.Segments, one => one.Is(JpegSegment.App1, "http://ns.adobe.com/xmp/extension/"u8)).Payload.ToArray());
        Assert.Equal(
            [.. "Photoshop 3.0\0"u8, .. caption], Assert.Single(result.Segments, one => one.Marker == JpegSegment.App13).Payload.ToArray());
        Assert.Equal(
            "Glass plate, 1903"u8.ToArray(), Assert.Single(result.Segments, one => one.Marker == JpegSegment.Comment).Payload.ToArray());
        AssertTrueXmp(Assert.Single(result.Segments, one => one.Is(JpegSegment.App1, "http://ns.adobe.com/xap/"u8)).Payload[29..]);
        Assert.DoesNotContain(result.Segments, one => one.Marker == JpegSegment.App2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exif_and_Xmp_of_a_WebP_stay(bool isLossless)
    {
        using Image photo = ImageFiles.Photo();
        List<RiffChunk> picture = RiffChunk.ReadAll(photo.WebpsaveBuffer(lossless: isLossless, keep: Enums.ForeignKeep.None));
        byte[] header = [0x0C, 0, 0, 0, ImageFiles.Width - 1, 0, 0, ImageFiles.Height - 1, 0, 0];
        byte[] file = RiffChunk.Join(
            [new("VP8X", header), .. picture.Where(chunk => chunk.Type != "VP8X"), new("EXIF", Exif(isLittleEndian: true)),
                new("XMP ", Encoding.UTF8.GetBytes(Xmp))]);
        byte[] colored = await Neutral.ColorizeAsync(file);
        List<RiffChunk> result = RiffChunk.ReadAll(colored);

        AssertTrueExif(Assert.Single(result, chunk => chunk.Type == "EXIF").Data);
        AssertTrueXmp(Assert.Single(result, chunk => chunk.Type == "XMP ").Data);
        Assert.Equal(isLossless, WebPMetadata.IsLossless(colored));
        using Image opened = Image.NewFromBuffer(colored);
        Assert.Equal((ImageFiles.Height, ImageFiles.Width), (opened.Width, opened.Height));
    }

    [Fact]
    public async Task Comments_of_a_GIF_stay()
    {
        byte[] gif = GifMetadata.Carry([.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x21, 0xFE, 5, .. "Hello"u8, 0, 0x3B], ImageFiles.Of(".gif"));
        byte[] result = await Neutral.ColorizeAsync(gif);
        Assert.Equal(1, Encoding.Latin1.GetString(result).Split("\x21\xFE\u0005Hello\0").Length - 1);
    }

    [Fact]
    public async Task Xmp_of_a_GIF_stays()
    {
        // Its text stands without blocks; the trailer leads any decoder to its end.
        byte[] xmp =
            [0x21, 0xFF, 11, .. "XMP DataXMP<x:xmpmeta>Ada</x:xmpmeta>"u8, 1, .. Enumerable.Range(0, 256).Select(i => (byte)(255 - i)), 0];
        byte[] gif = GifMetadata.Carry([.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, .. xmp, 0x3B], ImageFiles.Of(".gif"));
        Assert.True((await Neutral.ColorizeAsync(gif)).AsSpan().IndexOf(xmp) > 0);
    }

    [Fact]
    public async Task What_archives_write_into_a_TIFF_stays()
    {
        byte[] iptc = [0x1C, 2, 120, 0, 3, .. "Ida"u8];
        TiffPage page = Page(
            1,
            [90],
            8,
            TextField(TiffTag.ImageDescription, "A street in 1912"),
            TextField(TiffTag.Artist, "Ida"),
            TextField(TiffTag.Copyright, "City archive"),
            TextField(TiffTag.DateTime, "1912:05:06 07:08:09"),
            TextField(TiffTag.Make, "Epson"),
            Field(TiffTag.ResolutionUnit, 3),
            (TiffTag.XResolution, new TiffValue(TiffValue.Rational, 1, new byte[] { 236, 0, 0, 0, 1, 0, 0, 0 }, true)),
            (TiffTag.Iptc, new TiffValue(TiffValue.Long, 2, iptc, true)),
            (TiffTag.Xmp, new TiffValue(TiffValue.ByteType, Xmp.Length, Encoding.UTF8.GetBytes(Xmp), true)));
        page.Children[TiffTag.ExifIfd] =
            new TiffPage
            {
                Fields =

                    {
                        [36867] = TextField(36867, "1912:05:06 07:08:09").Value,
                        [TiffTag.ColorSpace] = Field(TiffTag.ColorSpace, 65535).Value,
                    },
            };
        page.Children[TiffTag.GpsIfd] = new TiffPage { Fields = { [1] = TextField(1, "N").Value } };
        byte[] colored = await Neutral.ColorizeAsync(File(page));
        TiffStructure result = TiffStructure.Read(colored)!;
        TiffDirectory kept = result.Directory(result.First)!;

        foreach (ushort tag in (ushort[])[TiffTag.ImageDescription, TiffTag.Artist, TiffTag.Copyright, TiffTag.DateTime, TiffTag.Make,
            TiffTag.XResolution, TiffTag.ResolutionUnit])
        {
            Assert.Equal(page.Fields[tag].Bytes.ToArray(), kept.Fields[tag].Bytes.ToArray());
        }

        Assert.False(kept.Has(TiffTag.YResolution), "A resolution was invented.");
        Assert.Equal(iptc, kept.Fields[TiffTag.Iptc].Bytes.ToArray());
        AssertTrueXmp(kept.Fields[TiffTag.Xmp].Bytes);
        TiffDirectory exif = Assert.Single(result.Children(kept, TiffTag.ExifIfd));
        Assert.True(exif.Has(36867) && exif.Number(TiffTag.ColorSpace, 0) == 1);
        Assert.Single(result.Children(kept, TiffTag.GpsIfd));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".tif")]
    public async Task No_resolution_is_invented(string extension)
    {
        byte[] file = extension switch
        {
            ".tif" => File(Page(1, [90])),
            ".png" => PngWith(),
            _ => JpegWith(),
        };
        byte[] result = await Neutral.ColorizeAsync(file);
        Assert.False(extension switch
        {
            ".tif" => Pages(result)[0].Has(TiffTag.XResolution),
            ".png" => PngChunk.ReadAll(result).Any(chunk => chunk.Type == "pHYs"),
            _ => JpegFile.Read(result).Segments[0].Payload.Span[7] != 0,
        });
    }

    [Fact]
    public async Task Exif_and_Xmp_of_an_AVIF_stay()
    {
        using Image photo = ImageFiles.Photo();
        using Image described = photo.Mutate(image =>
        {
            image.Set(GValue.BlobType, "exif-data", "Exif\0\0"u8.ToArray().Concat(Exif(isLittleEndian: true)).ToArray());
            image.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes(Xmp));
        });
        byte[] colored = await Neutral.ColorizeAsync(described.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1));
        using Image result = Image.NewFromBuffer(colored);
        AssertTrueXmp((byte[])result.Get("xmp-data"));
        Assert.StartsWith("A street in 1912", (string)result.Get("exif-ifd0-ImageDescription"), StringComparison.Ordinal);
    }
}
