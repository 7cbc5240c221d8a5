using System.Text;
using Colorize.Imaging.Png;
using static Colorize.Tests.Imaging.DescribedFiles;
using static Colorize.Tests.Imaging.TrueMetadata;

namespace Colorize.Tests.Imaging;

/// <summary>What people wrote into a PNG is in the PNG in colour, in the chunks that are made for it.</summary>
public sealed class PngMetadataTests
{
    [Fact]
    public async Task Texts_and_time_of_a_PNG_stay()
    {
        (string, byte[])[] chunks =
        [
            ("tEXt", [.. "Author\0"u8, .. "Ida"u8]),
            ("iTXt", [.. "Title\0\0\0de\0Titel\0"u8, .. Encoding.UTF8.GetBytes("Straße")]),
            ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(Xmp)]),
            ("tIME", [0x07, 0x70, 1, 2, 3, 4, 5]),
            ("pHYs", [0, 0, 0x2E, 0x23, 0, 0, 0x17, 0x11, 1]),
            ("eXIf", Exif(isLittleEndian: false)),
        ];
        List<PngChunk> result = PngChunk.ReadAll(await Neutral.ColorizeAsync(PngWith(chunks)));
        foreach ((string type, byte[] data) in chunks
            .Where(chunk => chunk.Item1 is "tEXt" or "tIME" || chunk.Item2.AsSpan().StartsWith("Title"u8)))
        {
            Assert.Contains(result, chunk => chunk.Type == type && chunk.Data.Span.SequenceEqual(data));
        }

        // The picture has been turned, and its resolution with it.
        byte[] turned = [0, 0, 0x17, 0x11, 0, 0, 0x2E, 0x23, 1];
        Assert.Equal(turned, Assert.Single(result, chunk => chunk.Type == "pHYs").Data.ToArray());
        AssertTrueExif(Assert.Single(result, chunk => chunk.Type == "eXIf").Data);
        AssertTrueXmp(Assert.Single(result, chunk => chunk.Type == "iTXt" && chunk.Data.Span.StartsWith("XML"u8)).Data[22..]);
    }

    [Fact]
    public async Task Profiles_that_ImageMagick_writes_as_texts_come_to_the_chunks_that_are_made_for_them()
    {
        byte[] exif = [.. "Exif\0\0"u8, .. Exif(isLittleEndian: true)];
        string text = $"\nexif\n    {exif.Length}\n{Convert.ToHexStringLower(exif)}\n";
        List<PngChunk> result = PngChunk.ReadAll(
            await Neutral.ColorizeAsync(PngWith(("tEXt", [.. "Raw profile type exif\0"u8, .. Encoding.ASCII.GetBytes(text)]))));
        AssertTrueExif(Assert.Single(result, chunk => chunk.Type == "eXIf").Data);
        Assert.DoesNotContain(result, chunk => chunk.Type == "tEXt");
    }

    [Fact]
    public async Task Metadata_that_a_library_would_choke_on_passes_or_stays_behind()
    {
        byte[] exif = [.. Exif(isLittleEndian: true), .. new byte[8 << 20]];
        byte[] xmp = [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. new byte[20 << 20]];
        List<PngChunk> result = PngChunk.ReadAll(await Neutral.ColorizeAsync(PngWith(("eXIf", exif), ("iTXt", xmp))));
        Assert.Equal(exif.Length, Assert.Single(result, chunk => chunk.Type == "eXIf").Data.Length);
        Assert.DoesNotContain(result, chunk => chunk.Type == "iTXt");
    }
}
