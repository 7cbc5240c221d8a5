using Colorize.Imaging;
using Colorize.Imaging.Tiff;
using Colorize.Tests.Hostile;
using NetVips;
using static Colorize.Tests.Hostile.TiffFiles;

namespace Colorize.Tests.Imaging;

/// <summary>TIFFs of all kinds are read right, or called by their names.</summary>
public sealed class TiffTests
{
    private const ushort Rgb = 2;
    private const ushort Grey = 1;

    [Theory]

    // L = 60, a = 0, b = 0 is grey 145 (CIE L*a*b* with sRGB's curve).
    [InlineData(8, 8, 153, 0, 0)]
    [InlineData(8, 16, 39321, 0, 0)]
    [InlineData(9, 8, 153, 128, 128)]
    [InlineData(9, 16, 39168, 32768, 32768)]
    public void Both_kinds_of_Lab_are_read_at_both_depths(int photometric, int bits, int l, int a, int b)
    {
        using DecodedPicture picture = Decode(File(Page(photometric, [(ushort)l, (ushort)a, (ushort)b], bits)));
        Assert.Equal((3, bits / 8), (picture.Colors.Channels, picture.Colors.BytesPerSample));
        for (int channel = 0; channel < 3; channel++)
        {
            double value = bits == 8 ? picture.Colors.Row8(5)[channel] : picture.Colors.Row16(5)[channel] / 257.0;
            Assert.InRange(value, 144, 147);
        }
    }

    [Fact]
    public void The_colours_of_Lab_go_the_right_way()
    {
        // a of +60 is red, whether it is written as a signed byte or with an offset.
        using DecodedPicture signed = Decode(File(Page(8, [128, 60, 40])));
        using DecodedPicture offset = Decode(File(Page(9, [128, 188, 168])));
        Assert.Equal(signed.Colors.Row8(0)[..3].ToArray(), offset.Colors.Row8(0)[..3].ToArray());
        Assert.True(signed.Colors.Row8(0)[0] > 180 && signed.Colors.Row8(0)[2] < 80);
    }

    [Fact]
    public void A_scanner_s_infrared_is_not_taken_for_opacity()
    {
        byte[] file = File(Page(Rgb, [90, 90, 90, 3], 8, Field(TiffTag.ExtraSamples, 0)));
        using DecodedPicture picture = Decode(file);
        Assert.Null(picture.Alpha);
        Assert.Equal(90, picture.Colors.Row8(0)[0]);
    }

    [Fact]
    public void Opacity_is_found_behind_other_channels()
    {
        byte[] file = File(Page(Rgb, [90, 90, 90, 3, 77], 8, Field(TiffTag.ExtraSamples, 0, 2)));
        using DecodedPicture picture = Decode(file);
        Assert.Equal((90, 77), (picture.Colors.Row8(0)[0], picture.Alpha!.Row8(0)[0]));
    }

    [Theory]
    [InlineData(6, 8, 1, "in YCbCr without JPEG compression")]
    [InlineData(10, 8, 1, "in ITU L*a*b*")]
    [InlineData(1, 8, 6, "with old-style JPEG compression")]
    [InlineData(1, 8, 34925, "with LZMA compression")]
    [InlineData(1, 8, 50000, "with Zstandard compression")]
    [InlineData(1, 8, 34887, "with LERC compression")]
    [InlineData(1, 8, 50001, "with WebP compression")]
    [InlineData(1, 12, 1, "of 12 bits a channel")]
    [InlineData(1, 32, 1, "of 32 bits a channel")]
    public async Task What_is_not_read_is_called_by_its_name(int photometric, int bits, int compression, string kind)
    {
        ushort[] pixel = photometric == 1 ? [100] : [100, 128, 128];
        byte[] file = File(Page(photometric, pixel, bits, Field(TiffTag.Compression, (ushort)compression)));
        ImageRejectedException refusal = await Neutral.RefusalAsync(file, "scan.tif");
        Assert.Equal(RejectionReason.UnsupportedFormat, refusal.Reason);
        Assert.StartsWith($"scan.tif is a TIFF {kind}, which is not read here. Save it as ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Floating_point_and_signed_samples_are_called_by_their_names()
    {
        ImageRejectedException real = await Neutral.RefusalAsync(File(Page(Grey, [100, 1], 32, Field(TiffTag.SampleFormat, 3))));
        ImageRejectedException signed = await Neutral.RefusalAsync(File(Page(Grey, [100], 16, Field(TiffTag.SampleFormat, 2))));
        Assert.Contains("of floating-point samples", real.Message, StringComparison.Ordinal);
        Assert.Contains("of signed numbers", signed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_JPEG_is_no_larger_than_a_JPEG_and_its_fields()
    {
        using Image photo = ImageFiles.Photo();
        byte[] tiff = await Neutral.ColorizeAsync(photo.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: 95));
        byte[] jpeg = await Neutral.ColorizeAsync(photo.JpegsaveBuffer(q: 95));
        using Image one = Image.NewFromBuffer(tiff, failOn: Enums.FailOn.Warning);
        using Image other = Image.NewFromBuffer(jpeg);
        Assert.InRange(tiff.Length, 1, jpeg.Length + 1000);
        Assert.InRange((one - other).Abs().Avg(), 0, 4);
    }

    [Fact]
    public async Task A_camera_s_raw_file_is_not_taken_for_its_preview()
    {
        byte[] dng = File(
            Page(
                Rgb,
                [1, 2, 3],
                8,
                Field(TiffTag.NewSubfileType, 1),
                (TiffTag.DngVersion, new TiffValue(1, 4, new byte[] { 1, 4, 0, 0 }, true))));
        TiffPage preview = Page(Rgb, [1, 2, 3], 8, Field(TiffTag.NewSubfileType, 1));
        preview.Children[TiffTag.SubIfds] = Page(32803, [500], 16);
        foreach (byte[] file in (byte[][])[dng, File(preview)])
        {
            ImageRejectedException refusal = await Neutral.RefusalAsync(file, "P1000042.NEF");
            Assert.StartsWith("P1000042.NEF is a camera's raw file", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damage_that_a_decoder_only_warns_of_is_refused_with_its_share()
    {
        using Image photo = ImageFiles.Photo();
        byte[] file = photo.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, tile: true, tileWidth: 16, tileHeight: 16);
        TiffDirectory page = Pages(file)[0];
        int third = (int)page.Numbers(TiffTag.TileOffsets)[12];
        int length = (int)page.Numbers(TiffTag.TileByteCounts)[12];
        int data = file.AsSpan(third, length).IndexOf<byte>([0xFF, 0xDA]) + 16;
        (file[third + data], file[third + data + 1]) = (0xFF, 0xD9);
        ImageRejectedException refusal = Assert.Throws<ImageRejectedException>(() => Decode(file).Dispose());
        Assert.Equal(RejectionReason.Corrupt, refusal.Reason);
        Assert.Matches(@": \d+ % of its rows are missing", refusal.Message);
    }

    private static DecodedPicture Decode(byte[] file)
    {
        using OpenedImage opened = ImageReader.Open(file, "scan.tif", new ImageLimits());
        return opened.Decode(TestContext.Current.CancellationToken);
    }
}
