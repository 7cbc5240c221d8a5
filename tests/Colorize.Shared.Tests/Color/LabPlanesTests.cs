using Colorize.Color;
using CsCheck;

namespace Colorize.Tests.Color;

public sealed class LabPlanesTests
{
    [Fact]
    public void Vectors_agree_with_the_scalar_formula() => Gen.Byte.Array[3, 99].Sample(bytes =>
    {
        byte[] rgb = bytes[..(bytes.Length / 3 * 3)];
        int pixels = rgb.Length / 3;
        float[] l = new float[pixels], a = new float[pixels], b = new float[pixels], lightness = new float[pixels];
        LabPlanes.FromSrgb(rgb, l, a, b);
        LabPlanes.LightnessFromSrgb(rgb, lightness);
        for (int i = 0; i < pixels; i++)
        {
            CieLab expected = CieLab.FromSrgb(rgb[i * 3] / 255.0, rgb[(i * 3) + 1] / 255.0, rgb[(i * 3) + 2] / 255.0);
            Assert.Equal(expected.L, l[i], 0.001);
            Assert.Equal(expected.L, lightness[i], 0.001);
            Assert.Equal(expected.A, a[i], 0.001);
            Assert.Equal(expected.B, b[i], 0.001);
        }
    });

    [Fact]
    public void Colours_within_sRGB_are_converted_back_as_by_the_scalar_formula() =>
        Gen.Double[0, 1].Array[3].Array[1, 20].Sample(colours =>
    {
        CieLab[] labs = [.. colours.Select(c => CieLab.FromSrgb(c[0], c[1], c[2]))];
        (float[] r, float[] g, float[] b) = ToSrgb(labs);
        for (int i = 0; i < labs.Length; i++)
        {
            Assert.Equal(colours[i][0], r[i], 2e-4);
            Assert.Equal(colours[i][1], g[i], 2e-4);
            Assert.Equal(colours[i][2], b[i], 2e-4);
        }
    });

    [Fact]
    public void Colours_that_no_screen_shows_keep_their_lightness_and_hue() =>
        Gen.Select(Gen.Double[2, 98], Gen.Double[-128, 127], Gen.Double[-128, 127]).Sample((l, a, b) =>
        {
            (float[] r, float[] g, float[] blue) = ToSrgb([new CieLab(l, a, b)]);
            // Above 1 by no more than the error of the curve.
            Assert.All([r[0], g[0], blue[0]], channel => Assert.InRange(channel, 0, 1.00001f));
            CieLab shown = CieLab.FromSrgb(r[0], g[0], blue[0]);
            Assert.Equal(l, shown.L, 0.15);
            double chroma = Math.Sqrt((shown.A * shown.A) + (shown.B * shown.B));
            if (chroma > 3)
            {
                double turn = Math.Atan2(b, a) - Math.Atan2(shown.B, shown.A);
                Assert.InRange(Math.Cos(turn), 0.998, 1.0001);
            }
        });

    [Theory]
    [InlineData(53, 127, 100)]
    [InlineData(60, -128, 100)]
    [InlineData(40, 60, -128)]
    [InlineData(70, -80, -60)]
    [InlineData(60, 127, -90)]
    public void Colours_that_no_screen_shows_lose_no_more_chroma_than_they_must(double l, double a, double b)
    {
        (float[] red, float[] green, float[] blue) = ToSrgb([new CieLab(l, a, b)]);
        CieLab shown = CieLab.FromSrgb(red[0], green[0], blue[0]);
        double part = Math.Sqrt(((shown.A * shown.A) + (shown.B * shown.B)) / ((a * a) + (b * b)));
        Assert.InRange(part, 0.1, 0.99);

        (double r, double g, double bb) = new CieLab(l, a * (part + 0.01), b * (part + 0.01)).ToXyz().ToLinearRgb();
        Assert.False(
            Math.Min(r, Math.Min(g, bb)) >= 0 && Math.Max(r, Math.Max(g, bb)) <= 1, "A hundredth more of the chroma can be shown.");
    }

    [Fact]
    public void A_colour_keeps_its_chroma_beside_one_that_no_screen_shows()
    {
        (float[] red, float[] green, float[] blue) = ToSrgb([CieLab.FromSrgb(0.9, 0.1, 0.2), new CieLab(50, 127, -128)]);

        Assert.Equal(0.9, red[0], 2e-4);
        Assert.Equal(0.1, green[0], 2e-4);
        Assert.Equal(0.2, blue[0], 2e-4);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void All_16_7_million_colours_return_to_within_half_a_level()
    {
        int worst = 0;
        Parallel.For(0, 256, red =>
        {
            const int Plane = 65_536;
            byte[] rgb = new byte[Plane * 3];
            for (int i = 0; i < Plane; i++)
            {
                (rgb[i * 3], rgb[(i * 3) + 1], rgb[(i * 3) + 2]) = ((byte)red, (byte)(i >> 8), (byte)i);
            }

            float[] l = new float[Plane], a = new float[Plane], b = new float[Plane];
            float[] r = new float[Plane], g = new float[Plane], blue = new float[Plane];
            LabPlanes.FromSrgb(rgb, l, a, b);
            LabPlanes.ToSrgb(l, a, b, r, g, blue);
            float error = 0;
            for (int i = 0; i < Plane; i++)
            {
                error = Math.Max(error, Math.Abs((r[i] * 255) - rgb[i * 3]));
                error = Math.Max(error, Math.Abs((g[i] * 255) - rgb[(i * 3) + 1]));
                error = Math.Max(error, Math.Abs((blue[i] * 255) - rgb[(i * 3) + 2]));
            }

            InterlockedMax(ref worst, (int)(error * 1000));
        });

        Assert.True(worst < 500, $"The worst channel is {worst / 1000.0} levels off.");
    }

    [Fact]
    public void Grey_tables_hold_the_lightness_of_each_level()
    {
        for (int level = 0; level <= 255; level++)
        {
            double expected = CieLab.FromSrgb(level / 255.0, level / 255.0, level / 255.0).L;
            Assert.Equal(expected, GreyLightness.OfBytes[level], 0.0001);
            Assert.Equal(expected, GreyLightness.OfWords[level * 257], 0.0001);
        }
    }

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 3, 3)]
    public void Planes_of_different_lengths_are_refused(int first, int second, int third)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => LabPlanes.FromSrgb(new byte[6], new float[first], new float[second], new float[third]));

        Assert.Equal(
            $"All planes must hold the same number of pixels, but hold 2, {first}, {second} and {third}.", refused.Message);
    }

    [Theory]
    [InlineData(1, 2, 2, 2, 2)]
    [InlineData(2, 1, 2, 2, 2)]
    [InlineData(2, 2, 1, 2, 2)]
    [InlineData(2, 2, 2, 1, 2)]
    [InlineData(2, 2, 2, 2, 1)]
    [InlineData(3, 3, 3, 3, 3)]
    public void Planes_to_convert_back_must_be_as_long_as_each_other(int a, int b, int red, int green, int blue) =>
        Assert.Throws<ArgumentException>(() => LabPlanes.ToSrgb(
            new float[2], new float[a], new float[b], new float[red], new float[green], new float[blue]));

    [Fact]
    public void A_plane_of_lightness_is_as_long_as_its_picture() =>
        Assert.Throws<ArgumentException>(() => LabPlanes.LightnessFromSrgb(new byte[6], new float[1]));

    private static (float[] R, float[] G, float[] B) ToSrgb(CieLab[] labs)
    {
        float[] r = new float[labs.Length], g = new float[labs.Length], b = new float[labs.Length];
        LabPlanes.ToSrgb(
            [.. labs.Select(lab => (float)lab.L)], [.. labs.Select(lab => (float)lab.A)], [.. labs.Select(lab => (float)lab.B)], r, g, b);
        return (r, g, b);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
