using System.Buffers.Binary;
using System.Text;
using Colorize.Imaging;
using Colorize.Imaging.Tiff;
using Colorize.Tests.Hostile;
using static Colorize.Tests.Hostile.TiffFiles;

namespace Colorize.Tests.Imaging;

/// <summary>What is not read is called by its name: the table of <c>docs/formats.md</c>.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("8BPS\0\u0001", "a Photoshop file (PSD)")]
    [InlineData("8BPS\0\u0002", "a Photoshop file (PSD)")]
    [InlineData("\0\0\0\u000cjP  \r\n", "a JPEG 2000 file")]
    [InlineData("\u00ff\u004f\u00ff\u0051", "a JPEG 2000 file")]
    [InlineData("\0\0\0\u000cJXL \r\n", "a JPEG XL file")]
    [InlineData("\u00ff\n\0\0", "a JPEG XL file")]
    [InlineData("II\u00bc\u0001", "a JPEG XR file")]
    [InlineData("\0\0\u0001\0\u0002\0\u0020\u0020\0\0\u0001\0", "a Windows icon (ICO)")]
    [InlineData("v/1\u0001\u0002\0\0\0", "an OpenEXR file")]
    [InlineData("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n", "a Radiance HDR file")]
    [InlineData("BPG\u00fb", "a BPG file")]
    [InlineData("gimp xcf v011", "a GIMP file (XCF)")]
    [InlineData("\0\0\u0002\0\0\0\0\0\0\0\0\0\u0020\0\u0010\0\u0018\u0020", "a Targa file (TGA)")]
    [InlineData("%PDF-1.4", "a PDF document")]
    [InlineData("%!PS-Adobe-3.0", "a PostScript document")]
    [InlineData("PK\u0003\u0004", "a ZIP archive")]
    [InlineData("Rar!\u001a\u0007", "an archive")]
    [InlineData("7z\u00bc\u00af\u0027\u001c", "an archive")]
    [InlineData("FUJIFILMCCD-RAW ", "a camera's raw file")]
    [InlineData("IIRO\u0008\0\0\0", "a camera's raw file")]
    [InlineData("\0\0\0\u0018ftypmp42", "a video")]
    [InlineData("<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing")]
    public async Task Foreign_formats_are_called_by_their_names(string start, string format)
    {
        byte[] file = [.. Encoding.Latin1.GetBytes(start), .. new byte[40]];
        ImageRejectedException refusal = await Neutral.RefusalAsync(file, "photo.jpg");
        Assert.Equal(RejectionReason.UnsupportedFormat, refusal.Reason);
        Assert.StartsWith($"photo.jpg is {format}, which Colorize does not read. ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Targa_file_of_any_kind_is_told_by_its_footer()
    {
        byte[] file = [.. new byte[60], .. "TRUEVISION-XFILE.\0"u8];
        Assert.Contains("a Targa file (TGA)", (await Neutral.RefusalAsync(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_HEIC_photograph_is_called_one()
    {
        byte[] file = ImageFiles.Of(".avif");
        for (int at = file.AsSpan().IndexOf("av01"u8); at >= 0; at = file.AsSpan().IndexOf("av01"u8))
        {
            "hvc1"u8.CopyTo(file.AsSpan(at));
        }

        "heic"u8.CopyTo(file.AsSpan(8));
        ImageRejectedException refusal = await Neutral.RefusalAsync(file, "IMG_0042.HEIC");
        Assert.Equal(
            "IMG_0042.HEIC is a HEIC photograph (HEVC, as phones take them), which is not read here. Export it as JPEG, PNG or AVIF and "
                + "upload that.",
            refusal.Message);
    }

    [Fact]
    public async Task A_sequence_of_AVIF_is_not_cut_to_its_first_frame()
    {
        byte[] count = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(count.AsSpan(8), 24);
        byte[] boxes = Box("moov", Box("trak", Box("mdia", Box("minf", Box("stbl", Box("stsz", count))))));
        ImageRejectedException refusal = await Neutral.RefusalAsync([.. ImageFiles.Of(".avif"), .. boxes], "dance.avif");
        Assert.StartsWith(
            "dance.avif is an AVIF file of 24 pictures (an animation or a sequence)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raw_files_of_Canon_and_Sony_are_called_that()
    {
        byte[] canon = File(Page(photometric: 2, [1, 2, 3], 8, Field(TiffTag.Compression, 6)));

        // The mark stands where the first directory of a plain TIFF may.
        byte[] header =
            [.. canon[..4], 16, 0, 0, 0, (byte)'C', (byte)'R', 2, 0, 0, 0, 0, 0, 1, 0, 0, 1, 3, 0, 1, 0, 0, 0, 96, 0, 0, 0, 0, 0, 0, 0];
        TiffPage preview = Page(photometric: 6, [1, 2, 3], 8, Field(TiffTag.NewSubfileType, 1), Field(TiffTag.Compression, 6));
        preview.Children[TiffTag.SubIfds] = Page(photometric: 32803, [500], 16, Field(TiffTag.Compression, 32767));
        foreach (byte[] file in (byte[][])[header, File(preview)])
        {
            ImageRejectedException refusal = await Neutral.RefusalAsync(file, "P1000042.RAW");
            Assert.StartsWith("P1000042.RAW is a camera's raw file", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_an_encoder_cannot_take_is_a_rejection()
    {
        using OpenedImage page = ImageReader.Open(ImageFiles.Of(".jpg"), "photo.jpg", new ImageLimits());
        ImageRejectedException judged = Assert.IsType<ImageRejectedException>(CodecFailure.JudgeEncoding(page));
        Assert.Equal("photo.jpg of 96×64 pixels cannot be written as JPEG. Save it as PNG or TIFF and upload that.", judged.Message);
    }

    private static byte[] Box(string type, byte[] content)
    {
        byte[] size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, content.Length + 8);
        return [.. size, .. Encoding.ASCII.GetBytes(type), .. content];
    }
}
