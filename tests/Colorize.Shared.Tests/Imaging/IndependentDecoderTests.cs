using Colorize.Color;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Tests.Colorization;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Colorize.Tests.Imaging;

/// <summary>
/// What libvips has written, read by a decoder that shares no code with it: were a file wrong in a way that libvips itself overlooks,
/// all other tests would pass.
/// </summary>
public sealed class IndependentDecoderTests
{
    private const int Width = 333;
    private const int Height = 222;
    private const float PaintedA = 12;
    private const float PaintedB = -20;

    // Of single pixels, where 8 bits in each channel round, or a lossy format does more.
    private const double ExactTolerance = 0.75;
    private const double LossyTolerance = 4;

    // A quarter of a step of 8 bits.
    private const double DeepTolerance = 0.1;

    // Of the mean of all pixels.
    private const double MeanTolerance = 0.4;

    private static readonly PhotoColorizer Colorizer = new(new ImageLimits(), new EvenPredictor(PaintedA, PaintedB));

    [Theory]
    [InlineData(".jpg", LossyTolerance)]
    [InlineData(".webp", LossyTolerance)]
    [InlineData(".png", ExactTolerance)]
    [InlineData(".tif", ExactTolerance)]
    public async Task A_result_has_the_size_the_lightness_and_the_painted_colour(string extension, double tolerance)
    {
        using NetVips.Image grey = TestImages.Grey(Width, Height);
        byte[] before = grey.WriteToMemory<byte>();

        using Image<Rgb24> result = await DecodeAsync<Rgb24>(grey.WriteToBuffer(extension));

        CieLab[] pixels = [.. Pixels(result).Select(pixel => CieLab.FromSrgb(pixel.R / 255.0, pixel.G / 255.0, pixel.B / 255.0))];
        double[] off = [.. pixels.Zip(before, (lab, level) => lab.L - GreyLightness.OfBytes[level])];
        Assert.All(off, difference => Assert.InRange(difference, -tolerance, tolerance));
        Assert.InRange(off.Average(Math.Abs), 0, MeanTolerance);
        CieLab[] middle = [.. pixels.Where(lab => lab.L is > 30 and < 80)];
        Assert.Equal(PaintedA, middle.Average(lab => lab.A), 1.0);
        Assert.Equal(PaintedB, middle.Average(lab => lab.B), 1.0);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".tif")]
    public async Task Sixteen_bits_stay_sixteen_bits(string extension)
    {
        using NetVips.Image grey = TestImages.Grey(Width, Height, deep: true);
        ushort[] before = grey.WriteToMemory<ushort>();

        using Image<Rgb48> result = await DecodeAsync<Rgb48>(grey.WriteToBuffer(extension));

        // Very dark and very light pixels cannot hold the colour, and give a little of their lightness for it.
        double[] off =
        [
            .. Pixels(result).Zip(
                before, (pixel, level) => (After: Lightness(pixel.R, pixel.G, pixel.B), Before: Lightness(level, level, level)))
                .Where(pair => pair.Before is > 30 and < 80).Select(pair => pair.After - pair.Before),
        ];
        Assert.All(off, difference => Assert.InRange(difference, -DeepTolerance, DeepTolerance));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public async Task Opacity_stays(string extension)
    {
        using NetVips.Image grey = TestImages.Grey(Width, Height);
        using NetVips.Image oval = grey.Bandjoin(99);

        using Image<Rgba32> result = await DecodeAsync<Rgba32>(oval.WriteToBuffer(extension));

        Assert.All(Pixels(result), pixel => Assert.InRange(pixel.A, 98, 100));
    }

    private static double Lightness(ushort red, ushort green, ushort blue) =>
        CieLab.FromSrgb(red / (double)ushort.MaxValue, green / (double)ushort.MaxValue, blue / (double)ushort.MaxValue).L;

    /// <summary>Colorizes a file and decodes the result, which must have the original's size.</summary>
    private static async Task<Image<TPixel>> DecodeAsync<TPixel>(byte[] file)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ColorizedPhoto photo = await Colorizer.ColorizeAsync(file, "photo", cancellationToken: TestContext.Current.CancellationToken);
        Image<TPixel> result = Image.Load<TPixel>(photo.Image);
        Assert.Equal((Width, Height), (result.Width, result.Height));
        return result;
    }

    private static TPixel[] Pixels<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        TPixel[] pixels = new TPixel[image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return pixels;
    }
}
