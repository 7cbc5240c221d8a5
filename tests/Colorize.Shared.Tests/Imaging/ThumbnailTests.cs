using Colorize.Imaging;

namespace Colorize.Tests.Imaging;

public class ThumbnailTests
{
    [Fact]
    public void A_thumbnail_has_the_colours_that_it_was_made_of()
    {
        byte[] webP = Thumbnail.ToWebP(Plane(0.8f), Plane(0.2f), Plane(1.5f), width: 16);

        using OpenedImage opened = ImageReader.Open(webP, "thumbnail", new ImageLimits());
        using DecodedPicture decoded = opened.Decode(TestContext.Current.CancellationToken);
        PixelBuffer pixels = decoded.Colors;
        Assert.Equal((ImageFormat.WebP, 16, 8), (opened.Format, pixels.Width, pixels.Height));
        Assert.InRange(pixels.Row8(4)[15], 200, 208);
        Assert.InRange(pixels.Row8(4)[16], 47, 55);
        Assert.InRange(pixels.Row8(4)[17], 251, 255);
    }

    [Theory]
    [InlineData(128, 127, 16)]
    [InlineData(128, 128, 15)]
    [InlineData(128, 128, 0)]
    [InlineData(0, 0, 16)]
    public void Planes_that_make_no_picture_are_refused(int red, int green, int width) =>
        Assert.Throws<ArgumentException>(() => Thumbnail.ToWebP(new float[red], new float[green], new float[red], width));

    private static float[] Plane(float value) => [.. Enumerable.Repeat(value, 16 * 8)];
}
