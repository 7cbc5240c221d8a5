using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Tensors;
using Colorize.Tests.Imaging;
using NetVips;

namespace Colorize.Tests.Preprocessing;

public sealed class ImagePreprocessorTests
{
    private static readonly ImagePreprocessor Preprocessor = new(new ImageLimits());

    [Theory]
    [InlineData(64, 48, ".png")]
    [InlineData(500, 375, ".png")]
    [InlineData(3000, 2000, ".jpg")]
    [InlineData(1, 1, ".png")]
    [InlineData(3, 4000, ".png")]
    [InlineData(4000, 3, ".png")]
    public void Any_proportions_are_squashed_to_128_by_128(int width, int height, string extension)
    {
        using Image quarters = TestImages.Quarters(width, height);
        LabTensor tensor = Preprocessor.ToTensor(quarters.WriteToBuffer(extension), "photo", TestContext.Current.CancellationToken);
        Assert.All(tensor.L.ToArray(), l => Assert.InRange((float)l, 0, 100.1f));
        int lowerRight = (100 * LabTensor.Size) + 100;
        Assert.Equal(100, (float)tensor.L[lowerRight], 0.5f);
    }

    [Fact]
    public void The_planes_are_L_then_a_then_b()
    {
        using Image quarters = TestImages.Quarters(256, 256);
        LabTensor tensor = Preprocessor.ToTensor(quarters.PngsaveBuffer(), "photo", TestContext.Current.CancellationToken);
        int red = (20 * LabTensor.Size) + 20;
        int blue = (100 * LabTensor.Size) + 20;

        // float16 holds L = 53.24 to 0.03 and b = -107.86 to 0.06.
        Assert.Equal(53.24f, (float)tensor.L[red], 0.05f);
        Assert.Equal(80.09f, (float)tensor.A[red], 0.05f);
        Assert.Equal(67.20f, (float)tensor.B[red], 0.05f);
        Assert.Equal(-107.86f, (float)tensor.B[blue], 0.07f);
    }

    [Fact]
    public void Grey_images_have_no_chroma()
    {
        using Image grey = TestImages.Grey(200, 100);
        LabTensor tensor = Preprocessor.ToTensor(grey.PngsaveBuffer(), "photo", TestContext.Current.CancellationToken);
        Assert.All(tensor.A.ToArray(), a => Assert.Equal(Half.Zero, a));
        Assert.All(tensor.B.ToArray(), b => Assert.Equal(Half.Zero, b));
    }

    [Fact]
    public void Decoding_a_jpeg_at_a_fraction_of_its_size_changes_the_tensor_little()
    {
        using Image quarters = TestImages.Quarters(2048, 2048);
        using Image smooth = quarters.Gaussblur(40);
        LabTensor png = Preprocessor.ToTensor(smooth.PngsaveBuffer(), "photo", TestContext.Current.CancellationToken);
        LabTensor jpeg = Preprocessor.ToTensor(smooth.JpegsaveBuffer(q: 100), "photo", TestContext.Current.CancellationToken);
        double difference = png.L.ToArray().Zip(jpeg.L.ToArray(), (a, b) => Math.Abs((float)a - (float)b)).Average();
        Assert.True(difference < 0.5, $"L differs by {difference:F2} on average.");
    }
}
