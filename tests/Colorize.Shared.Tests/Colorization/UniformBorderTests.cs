using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Tests.Imaging;
using NetVips;

namespace Colorize.Tests.Colorization;

public sealed class UniformBorderTests
{
    private const int Width = 400, Height = 300;

    [Theory]
    [InlineData(255, 20, 15, 20, 15)]
    [InlineData(246, 0, 30, 0, 30)]
    [InlineData(4, 40, 0, 40, 0)]
    [InlineData(10, 3, 3, 3, 3)]
    [InlineData(255, 150, 0, 0, 120)]
    public void White_and_black_borders_are_found_on_each_side_that_has_one(int level, int left, int top, int right, int bottom)
    {
        PixelArea picture = Find(Framed(level, left, top, right, bottom));
        Assert.Equal(new PixelArea(left, top, Width, Height), picture);
    }

    [Theory]
    [InlineData(75)]
    [InlineData(95)]
    public void A_border_is_found_through_grain_dust_and_the_ripples_of_JPEG(int quality)
    {
        using Image framed = Framed(248, 20, 20, 20, 20);
        using Image grain = Image.Gaussnoise(framed.Width, framed.Height, sigma: 2, mean: 0, seed: 7);
        using Image grainy = (framed + grain).Cast(Enums.BandFormat.Uchar);
        using Image dusty = grainy.Mutate(image =>
        {
            for (int speck = 0; speck < 20; speck++)
            {
                image.DrawCircle([90], 17 * speck, 6, 2, fill: true);
            }
        });

        PixelArea picture = Find(Image.NewFromBuffer(dusty.JpegsaveBuffer(q: quality)));
        Assert.InRange(picture.Left, 12, 20);
        Assert.InRange(picture.Top, 12, 20);
        Assert.InRange(picture.Right, Width + 20, Width + 28);
        Assert.InRange(picture.Bottom, Height + 20, Height + 28);
    }

    [Fact]
    public void A_print_with_a_margin_on_a_scanner_with_a_black_lid_loses_both()
    {
        using Image print = Framed(240, 12, 12, 12, 12);
        PixelArea picture = Find(print.Embed(30, 10, print.Width + 70, print.Height + 25, background: [5]));
        Assert.Equal(new PixelArea(42, 22, Width, Height), picture);
    }

    [Fact]
    public void A_print_that_lies_a_little_crooked_loses_none_of_its_picture()
    {
        using Image print = Textured();
        using Image turned = print.Rotate(0.5, background: [255]);
        PixelArea picture = Find(turned.Embed(25, 25, turned.Width + 50, turned.Height + 50, background: [255]));
        Assert.InRange(picture.Left, 23, 28);
        Assert.InRange(picture.Width, Width, turned.Width + 4);
        Assert.InRange(picture.Height, Height, turned.Height + 4);
    }

    [Fact]
    public void A_photograph_without_a_border_is_seen_whole()
    {
        Assert.Equal(new PixelArea(0, 0, Width, Height), Find(Textured()));
        Assert.Equal(new PixelArea(0, 0, Width, Height), Find(TestImages.Grey(Width, Height)));
    }

    [Fact]
    public void A_white_sky_behind_hills_is_no_border()
    {
        using Image textured = Textured();
        using Image hills = textured.Mutate(image =>
        {
            for (int x = 0; x < Width; x++)
            {
                image.DrawRect([255], x, 0, 1, 60 + (int)(40 * Math.Sin(x / 40.0)), fill: true);
            }
        });
        Assert.Equal(new PixelArea(0, 0, Width, Height), Find(hills.Copy()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void An_even_sheet_is_seen_whole(int level)
    {
        using Image black = Image.Black(Width, Height);
        Assert.Equal(new PixelArea(0, 0, Width, Height), Find((black + level).Cast(Enums.BandFormat.Uchar)));
    }

    private static Image Framed(int level, int left, int top, int right, int bottom)
    {
        using Image picture = Textured();
        return picture.Embed(left, top, Width + left + right, Height + top + bottom, background: [level]);
    }

    /// <summary>Middle greys with some structure.</summary>
    private static Image Textured()
    {
        using Image noise = Image.Perlin(Width, Height, cellSize: 40, seed: 5);
        return ((noise * 60) + 128).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
    }

    private static PixelArea Find(Image image)
    {
        using (image)
        {
            using PixelBuffer pixels = PixelBuffer.From(image);
            return UniformBorder.PictureIn(pixels);
        }
    }
}
