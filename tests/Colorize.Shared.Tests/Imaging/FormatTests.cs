using System.Text;
using Colorize.Imaging;
using Colorize.Imaging.Png;
using Colorize.Imaging.Portable;
using Colorize.Tests.Hostile;
using NetVips;

namespace Colorize.Tests.Imaging;

/// <summary>What is written is what was read: opacity, depth, format.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    [InlineData(".avif")]
    public async Task Opacity_stays(string extension)
    {
        using Image photo = ImageFiles.Photo();
        using Image oval = photo.Bandjoin(99);
        byte[] file = extension == ".avif"
            ? oval.HeifsaveBuffer(lossless: true, compression: Enums.ForeignHeifCompression.Av1)
            : oval.WriteToBuffer(extension);
        using Image result = Image.NewFromBuffer(await Neutral.ColorizeAsync(file));
        Assert.Equal(4, result.Bands);
        Assert.Equal(99, result.Getpoint(40, 20)[3], 3.0);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    public async Task The_depth_of_an_AVIF_stays(int bits)
    {
        using Image photo = ImageFiles.Photo();
        using Image deep = photo.Colourspace(bits == 8 ? Enums.Interpretation.Srgb : Enums.Interpretation.Rgb16);
        byte[] file = deep.HeifsaveBuffer(bitdepth: bits, compression: Enums.ForeignHeifCompression.Av1);
        using Image result = Image.NewFromBuffer(await Neutral.ColorizeAsync(file));
        Assert.Equal(bits, Convert.ToInt32(result.Get("heif-bitdepth"), null));
    }

    [Theory]
    [InlineData("P1\n# a comment\n4 2\n1 0 1 0\n0101\n", 0, 255)]
    [InlineData("P2\n4 2 # grey\n100\n50 50 0 100 0 0 0 0", 128, 128)]
    [InlineData("P3 2 1 255 10 20 30  200 200 200", 10, 200)]
    public async Task Anymaps_in_letters_are_read(string text, int first, int second)
    {
        byte[] result = await Neutral.ColorizeAsync(Encoding.ASCII.GetBytes(text));
        Assert.StartsWith("P6\n", Encoding.ASCII.GetString(result), StringComparison.Ordinal);
        if (first == second || first == 0)
        {
            int pixels = Encoding.ASCII.GetString(result).IndexOf("255\n", StringComparison.Ordinal) + 4;
            Assert.Equal((first, second), (result[pixels], result[pixels + 3]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Anymaps_of_bytes_keep_their_depth(int bytes)
    {
        byte[] pixels = [.. Enumerable.Repeat<byte>(0x80, 6 * 4 * bytes)];
        byte[] file = [.. Encoding.ASCII.GetBytes($"P5\n6 4\n{(bytes == 1 ? 255 : 65535)}\n"), .. pixels];
        byte[] result = await Neutral.ColorizeAsync(file);
        Assert.Equal(6 * 4 * 3 * bytes, result.Length - (file.Length - pixels.Length));
        Assert.InRange(result[^2], 0x7F, 0x81);
    }

    [Fact]
    public async Task Bits_of_a_bitmap_are_ink()
    {
        byte[] result = await Neutral.ColorizeAsync([.. "P4\n8 2\n"u8, 0b1010_0000, 0xFF]);
        Assert.Equal([0, 255, 0, 255], ((int[])[0, 1, 2, 3]).Select(x => (int)result[result.Length - 48 + (3 * x)]));
    }

    [Fact]
    public async Task A_BMP_comes_back_as_it_was_with_and_without_opacity()
    {
        using Image photo = TestImages.Quarters(30, 20);
        using Image grey = photo.Colourspace(Enums.Interpretation.Bw);
        using Image three = grey.Colourspace(Enums.Interpretation.Srgb);
        using PixelBuffer colors = PixelBuffer.From(three);
        using Image flat = grey.Linear([0], [70], uchar: true);
        using PixelBuffer alpha = PixelBuffer.From(flat);
        foreach (PixelBuffer? opacity in (PixelBuffer?[])[null, alpha])
        {
            byte[] file = BmpWriter.Encode(colors, opacity);
            byte[] result = await Neutral.ColorizeAsync(file);
            Assert.Equal(file.Length, result.Length);
            Assert.All(file.Zip(result), pair => Assert.InRange(pair.Second - pair.First, -1, 1));
        }
    }

    [Fact]
    public void A_palette_of_Windows_is_read()
    {
        // 4 bits a pixel, from the bottom up: 3 by 2 pixels of a palette of 16 colours.
        byte[] palette = [.. Enumerable.Range(0, 16).SelectMany(i => (byte[])[(byte)(i * 10), 0, (byte)(255 - i), 0])];
        byte[] header = [.. "BM"u8, 0, 0, 0, 0, 0, 0, 0, 0, 118, 0, 0, 0, 40, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 4, 0, .. new byte[24]];
        byte[] file = [.. header, .. palette, 0x01, 0x20, 0, 0, 0xF0, 0x00, 0, 0];
        using OpenedImage opened = ImageReader.Open(file, "old.bmp", new ImageLimits());
        using DecodedPicture picture = opened.Decode(TestContext.Current.CancellationToken);
        Assert.Equal([240, 0, 150], picture.Colors.Row8(0)[..3].ToArray());
        Assert.Equal([254, 0, 10], picture.Colors.Row8(1)[3..6].ToArray());
    }

    [Theory]
    [InlineData("P6\n9999999 9999999\n255\n", RejectionReason.SideTooLong)]
    [InlineData("P6\n20 20\n255\nabc", RejectionReason.Corrupt)]
    [InlineData("P2\n20 20\n255\n1 2 3", RejectionReason.Corrupt)]
    [InlineData("P3\n-5 20\n255\n1 2 3", RejectionReason.Corrupt)]
    [InlineData("P5\n20", RejectionReason.Corrupt)]
    public async Task Broken_anymaps_are_refused(string text, RejectionReason reason) =>
        Assert.Equal(reason, (await Neutral.RefusalAsync(Encoding.ASCII.GetBytes(text))).Reason);

    [Fact]
    public void Declared_gamma_and_primaries_are_heeded_as_browsers_do()
    {
        // Linear samples, and those of a display whose red is purer than sRGB's.
        using DecodedPicture linear = Decode(PngWith(100, ("gAMA", Numbers(100_000))));
        Assert.Equal(167, linear.Colors.Row8(0)[0], 1.0);
        using DecodedPicture usual = Decode(PngWith(100, ("gAMA", Numbers(45_455))));
        Assert.Equal(100, usual.Colors.Row8(0)[0]);
        using DecodedPicture srgb = Decode(PngWith(100, ("gAMA", Numbers(100_000)), ("sRGB", [0])));
        Assert.Equal(100, srgb.Colors.Row8(0)[0]);
        using DecodedPicture wide = Decode(
            PngWith(100, ("gAMA", Numbers(45_455)), ("cHRM", Numbers(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000))));
        Assert.All(wide.Colors.Row8(0)[..3].ToArray(), level => Assert.InRange(level, 98, 102));
    }

    [Fact]
    public async Task An_animated_PNG_is_not_cut_to_its_first_frame()
    {
        ImageRejectedException refusal = await Neutral.RefusalAsync(PngWith(100, ("acTL", Numbers(12, 0))), "dance.png");
        Assert.StartsWith("dance.png is a PNG file of 12 pictures (an animation", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_that_cannot_be_stopped_is_not_begun_where_its_time_would_not_do()
    {
        using Image photo = TestImages.Grey(2000, 2000);
        byte[] file = photo.GifsaveBuffer(effort: 1);
        var limits = new ImageLimits { ProcessingTime = TimeSpan.FromSeconds(1) };
        ImageRejectedException refusal = Assert.Throws<ImageRejectedException>(
            () => ImageReader.OpenPages(file, "large.gif", limits).Dispose());
        Assert.Equal(RejectionReason.TooSlow, refusal.Reason);
    }

    [Fact]
    public void An_encoder_stops_when_it_is_told_to()
    {
        using Image noise = Image.Gaussnoise(3000, 2000, sigma: 40, mean: 128, seed: 2);
        using Image photo = noise.Cast(Enums.BandFormat.Uchar);
        foreach (byte[] file in (byte[][])[photo.PngsaveBuffer(compression: 1), photo.WebpsaveBuffer(effort: 0), photo.TiffsaveBuffer()])
        {
            using OpenedImage opened = ImageReader.Open(file, "photo", new ImageLimits());
            using DecodedPicture picture = opened.Decode(TestContext.Current.CancellationToken);
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
            Assert.Throws<VipsException>(() => ImageWriter.Encode(picture.Colors, picture.Alpha, opened, encoder: null, stop.Token));
        }
    }

    private static DecodedPicture Decode(byte[] file)
    {
        using OpenedImage opened = ImageReader.Open(file, "photo.png", new ImageLimits());
        return opened.Decode(TestContext.Current.CancellationToken);
    }

    private static byte[] Numbers(params int[] numbers) => [.. numbers.SelectMany(number => BitConverter.GetBytes(number).Reverse())];

    private static byte[] PngWith(int level, params (string Type, byte[] Data)[] chunks)
    {
        const int HeaderEnd = 33;
        using Image black = Image.Black(8, 8, bands: 3);
        using Image grey = black.Linear([0], [level], uchar: true);
        using Image tagged = grey.Copy(interpretation: Enums.Interpretation.Srgb);
        byte[] png = tagged.PngsaveBuffer(keep: Enums.ForeignKeep.None);
        return [.. png[..HeaderEnd], .. chunks
            .SelectMany(chunk => PngChunk.Create(chunk.Type, chunk.Data).Raw.ToArray()), .. png[HeaderEnd..]];
    }
}
