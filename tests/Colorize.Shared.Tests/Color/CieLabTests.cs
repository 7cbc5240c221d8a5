using Colorize.Color;
using CsCheck;

namespace Colorize.Tests.Color;

public sealed class CieLabTests
{
    // Bruce Lindbloom's CIE colour calculator (D65, sRGB, no adaptation), http://www.brucelindbloom.com, and the same colours in
    // the documentation of colour-science 0.4 and of Wikipedia's "CIELAB color space".
    [Theory]
    [InlineData(1.0, 0.0, 0.0, 53.2408, 80.0925, 67.2032)]
    [InlineData(0.0, 1.0, 0.0, 87.7347, -86.1827, 83.1793)]
    [InlineData(0.0, 0.0, 1.0, 32.2970, 79.1875, -107.8602)]
    [InlineData(0.0, 1.0, 1.0, 91.1132, -48.0875, -14.1312)]
    [InlineData(1.0, 0.0, 1.0, 60.3242, 98.2343, -60.8249)]
    [InlineData(1.0, 1.0, 0.0, 97.1393, -21.5537, 94.4780)]
    [InlineData(1.0, 1.0, 1.0, 100.0, 0.0, 0.0)]
    [InlineData(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)]
    public void Primaries_have_their_published_coordinates(double r, double g, double b, double l, double a, double bb)
    {
        CieLab lab = CieLab.FromSrgb(r, g, b);
        Assert.Equal(l, lab.L, 0.01);
        Assert.Equal(a, lab.A, 0.01);
        Assert.Equal(bb, lab.B, 0.01);
    }

    [Fact]
    public void Middle_grey_of_18_percent_has_lightness_49_5() =>
        Assert.Equal(49.496, CieLab.FromXyz(new CieXyz(0.18 * CieXyz.D65.X, 0.18, 0.18 * CieXyz.D65.Z)).L, 0.001);

    [Fact]
    public void Greys_have_no_chroma()
    {
        for (int level = 0; level <= 255; level++)
        {
            CieLab lab = CieLab.FromSrgb(level / 255.0, level / 255.0, level / 255.0);
            Assert.Equal(0, lab.A, 0.002);
            Assert.Equal(0, lab.B, 0.002);
        }
    }

    [Fact]
    public void Any_colour_of_sRGB_survives_the_way_to_Lab_and_back() => Gen.Double[0, 1].Array[3].Sample(rgb =>
    {
        (double r, double g, double b) = CieLab.FromSrgb(rgb[0], rgb[1], rgb[2]).ToSrgb();
        return Math.Abs(r - rgb[0]) < 1e-4 && Math.Abs(g - rgb[1]) < 1e-4 && Math.Abs(b - rgb[2]) < 1e-4;
    });

    [Theory]
    [InlineData(50, 120, -120)]
    [InlineData(60, -120, 100)]
    [InlineData(100, 60, 60)]
    public void A_colour_that_no_screen_shows_is_clipped(double l, double a, double b)
    {
        (double red, double green, double blue) = new CieLab(l, a, b).ToSrgb();

        Assert.All([red, green, blue], channel => Assert.InRange(channel, 0, 1));
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.04045, 0.0031308)]
    [InlineData(0.5, 0.21404114)]
    [InlineData(1.0, 1.0)]
    public void The_transfer_function_has_the_values_of_IEC_61966_2_1(double encoded, double linear)
    {
        Assert.Equal(linear, Srgb.ToLinear(encoded), 1e-7);
        Assert.Equal(encoded, Srgb.FromLinear(linear), 1e-5);
    }
}
