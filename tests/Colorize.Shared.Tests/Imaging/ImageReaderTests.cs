using Colorize.Imaging;
using NetVips;

namespace Colorize.Tests.Imaging;

public sealed class ImageReaderTests
{
    private static readonly ImageLimits Limits = new();

    public static TheoryData<string, ImageFormat> Formats => new()
    {
        { ".jpg", ImageFormat.Jpeg }, { ".png", ImageFormat.Png }, { ".webp", ImageFormat.WebP },
        { ".tif", ImageFormat.Tiff }, { ".gif", ImageFormat.Gif }, { ".avif", ImageFormat.Heif },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_is_told_by_its_content_and_decoded(string extension, ImageFormat format)
    {
        using Image quarters = TestImages.Quarters(64, 48);
        using OpenedImage opened = ImageReader.Open(quarters.WriteToBuffer(extension), "no-extension", Limits);
        using DecodedPicture decoded = opened.Decode(TestContext.Current.CancellationToken);
        PixelBuffer pixels = decoded.Colors;

        Assert.Equal(format, opened.Format);
        Assert.Equal((64, 48, 3, 1), (pixels.Width, pixels.Height, pixels.Channels, pixels.BytesPerSample));
        AssertNear([255, 0, 0], pixels.Row8(8)[(8 * 3)..(9 * 3)]);
        AssertNear([0, 255, 0], pixels.Row8(8)[(56 * 3)..(57 * 3)]);
        AssertNear([0, 0, 255], pixels.Row8(40)[(8 * 3)..(9 * 3)]);
        AssertNear([255, 255, 255], pixels.Row8(40)[(56 * 3)..(57 * 3)]);
    }

    // Where the red quarter lies once the orientation of CIPA DC-008 is applied, and whether width and height are swapped.
    [Theory]
    [InlineData(1, 8, 8, false)]
    [InlineData(2, 56, 8, false)]
    [InlineData(3, 56, 40, false)]
    [InlineData(4, 8, 40, false)]
    [InlineData(5, 8, 8, true)]
    [InlineData(6, 40, 8, true)]
    [InlineData(7, 40, 56, true)]
    [InlineData(8, 8, 56, true)]
    public void Every_orientation_is_turned_upright(int orientation, int redX, int redY, bool swapped)
    {
        using Image quarters = TestImages.Quarters(64, 48);
        using Image turned = quarters.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));
        using OpenedImage opened = ImageReader.Open(turned.JpegsaveBuffer(q: 95), "turned.jpg", Limits);
        using DecodedPicture decoded = opened.Decode(TestContext.Current.CancellationToken);
        PixelBuffer pixels = decoded.Colors;

        Assert.Equal(swapped ? (48, 64) : (64, 48), (pixels.Width, pixels.Height));
        Assert.Equal((pixels.Width, pixels.Height), (opened.Width, opened.Height));
        AssertNear([255, 0, 0], pixels.Row8(redY)[(redX * 3)..((redX + 1) * 3)]);
    }

    [Fact]
    public void Alpha_comes_beside_the_colours_and_is_flattened_on_white_in_small_versions()
    {
        using Image quarters = TestImages.Quarters(16, 16);
        using Image transparent = quarters.Bandjoin(40);
        byte[] file = transparent.PngsaveBuffer();
        using OpenedImage opened = ImageReader.Open(file, "cut-out.png", Limits);
        using DecodedPicture decoded = opened.Decode(TestContext.Current.CancellationToken);
        AssertNear([255, 0, 0], decoded.Colors.Row8(2)[..3]);
        Assert.Equal(40, decoded.Alpha!.Row8(2)[0]);

        using OpenedImage again = ImageReader.Open(file, "cut-out.png", Limits);
        using PixelBuffer small = again.DecodeResized(4, 4, TestContext.Current.CancellationToken);
        AssertNear([255, 215, 215], small.Row8(0)[..3]);
    }

    [Fact]
    public void Cmyk_is_converted()
    {
        using Image quarters = TestImages.Quarters(64, 48);
        using Image cmyk = quarters.Colourspace(Enums.Interpretation.Cmyk);
        using PixelBuffer pixels = Decode(cmyk.JpegsaveBuffer(q: 95));
        Assert.Equal(3, pixels.Channels);
        Span<byte> red = pixels.Row8(8)[(8 * 3)..(9 * 3)];
        Assert.True(red[0] > 180 && red[1] < 90 && red[2] < 90, $"Red came out as {red[0]}, {red[1]}, {red[2]}.");
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".tif")]
    public void Sixteen_bits_stay_sixteen_bits(string extension)
    {
        using Image grey = TestImages.Grey(300, 10, deep: true);
        using PixelBuffer pixels = Decode(grey.WriteToBuffer(extension));
        Assert.Equal((1, 2), (pixels.Channels, pixels.BytesPerSample));
        Assert.Equal(ushort.MaxValue, pixels.Row16(0)[299]);
    }

    [Fact]
    public void An_embedded_profile_is_applied()
    {
        using Image quarters = TestImages.Quarters(64, 48);
        using Image wide = quarters.IccTransform("p3", inputProfile: "srgb");
        using PixelBuffer pixels = Decode(wide.PngsaveBuffer());
        AssertNear([255, 0, 0], pixels.Row8(8)[(8 * 3)..(9 * 3)]);
        AssertNear([0, 255, 0], pixels.Row8(8)[(56 * 3)..(57 * 3)]);
    }

    private static PixelBuffer Decode(byte[] file, string name = "photo")
    {
        using OpenedImage opened = ImageReader.Open(file, name, Limits);
        DecodedPicture decoded = opened.Decode(TestContext.Current.CancellationToken);
        decoded.Alpha?.Dispose();
        return decoded.Colors;
    }

    private static void AssertNear(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        const int Tolerance = 6;
        for (int channel = 0; channel < expected.Length; channel++)
        {
            Assert.InRange(actual[channel], expected[channel] - Tolerance, expected[channel] + Tolerance);
        }
    }
}
