using Colorize.Color;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Tensors;
using Colorize.Tests.Imaging;
using NetVips;

namespace Colorize.Tests.Colorization;

public sealed class PhotoColorizerTests
{
    private const float PaintedA = 12;
    private const float PaintedB = -20;

    private static readonly PhotoColorizer Colorizer = new(new ImageLimits(), new EvenPredictor(PaintedA, PaintedB));

    [Theory]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".png", "image/png")]
    [InlineData(".webp", "image/webp")]
    [InlineData(".tif", "image/tiff")]
    [InlineData(".gif", "image/gif")]
    [InlineData(".avif", "image/avif")]
    public async Task The_result_has_the_format_and_size_of_the_original(string extension, string contentType)
    {
        using Image grey = TestImages.Grey(333, 222);
        ColorizedPhoto photo = await Colorize(grey.WriteToBuffer(extension));
        using Image result = Image.NewFromBuffer(photo.Image);

        Assert.Equal(contentType, photo.ContentType);
        Assert.Equal((333, 222, 333, 222), (result.Width, result.Height, photo.Width, photo.Height));
        Assert.True(result.Bands >= 3);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 700)]
    [InlineData(700, 1)]
    [InlineData(128, 128)]
    [InlineData(1201, 801)]
    public async Task Every_pixel_keeps_its_lightness_and_takes_the_predicted_chroma(int width, int height)
    {
        using Image grey = TestImages.Grey(width, height);
        ColorizedPhoto photo = await Colorize(grey.PngsaveBuffer());
        using Image result = Image.NewFromBuffer(photo.Image);
        byte[] rgb = result.WriteToMemory<byte>();
        byte[] before = grey.WriteToMemory<byte>();
        for (int i = 0; i < before.Length; i++)
        {
            CieLab lab = CieLab.FromSrgb(rgb[i * 3] / 255.0, rgb[(i * 3) + 1] / 255.0, rgb[(i * 3) + 2] / 255.0);
            Assert.Equal(GreyLightness.OfBytes[before[i]], lab.L, 0.75);
            if (lab.L is > 30 and < 80)
            {
                Assert.Equal(PaintedA, lab.A, 1.5);
                Assert.Equal(PaintedB, lab.B, 1.5);
            }
        }
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".tif")]
    public async Task Sixteen_bit_grey_gives_sixteen_bit_colour(string extension)
    {
        using Image grey = TestImages.Grey(400, 30, deep: true);
        ColorizedPhoto photo = await Colorize(grey.WriteToBuffer(extension));
        using Image result = Image.NewFromBuffer(photo.Image);
        Assert.Equal(Enums.BandFormat.Ushort, result.Format);
        Assert.Equal(3, result.Bands);
    }

    [Fact]
    public async Task A_colour_image_is_colorized_from_its_lightness()
    {
        using Image quarters = TestImages.Quarters(64, 64);
        ColorizedPhoto photo = await Colorize(quarters.PngsaveBuffer());
        using Image result = Image.NewFromBuffer(photo.Image);
        double[] red = result.Getpoint(8, 8);
        CieLab lab = CieLab.FromSrgb(red[0] / 255, red[1] / 255, red[2] / 255);
        Assert.Equal(53.24, lab.L, 0.75);
        Assert.Equal(PaintedA, lab.A, 1.5);
        Assert.Equal(PaintedB, lab.B, 1.5);
    }

    [Fact]
    public async Task A_turned_photograph_comes_out_upright_with_its_captions()
    {
        using Image grey = TestImages.Grey(300, 200);
        using Image captioned = grey.Mutate(image =>
        {
            image.Set(GValue.GIntType, "orientation", 6);
            image.Set(GValue.GStrType, "exif-ifd0-ImageDescription", "A street in 1912");
        });
        ColorizedPhoto photo = await Colorize(captioned.JpegsaveBuffer(q: 95));
        using Image result = Image.NewFromBuffer(photo.Image);
        Assert.Equal((200, 300), (result.Width, result.Height));
        Assert.Equal(1, Convert.ToInt32(result.Get("orientation")));
        Assert.StartsWith("A street in 1912", (string)result.Get("exif-ifd0-ImageDescription"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colour_keeps_to_edges_that_the_small_plane_does_not_show()
    {
        // Left half dark, right half light; the network says: dark is blue, light is yellow. The border lies between two of its pixels.
        const int Side = 1280, Border = 645;
        byte[] pixels = new byte[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i % Side < Border ? 80 : 200);
        }

        using Image step = Image.NewFromMemory(pixels, Side, Side, 1, Enums.BandFormat.Uchar);
        var colorizer = new PhotoColorizer(new ImageLimits(), new LightnessPredictor());
        ColorizedPhoto photo = await colorizer.ColorizeAsync(
            step.PngsaveBuffer(), "step", cancellationToken: TestContext.Current.CancellationToken);
        using Image result = Image.NewFromBuffer(photo.Image);

        // Plain enlargement would take ten pixels from -30 to 30: a difference of at most 6 between these two.
        double left = BlueToYellow(result, Border - 1, Side / 2), right = BlueToYellow(result, Border, Side / 2);
        Assert.True(right - left > 30, $"From the last dark pixel to the first light one, b goes from {left:F1} to {right:F1}.");
    }

    [Fact]
    public async Task While_the_networks_are_busy_no_more_photographs_are_decoded_than_there_is_room_for()
    {
        const int Width = 64, Height = 48, Room = 4, Photographs = 40;
        using Image grey = TestImages.Grey(Width, Height);
        byte[] file = grey.PngsaveBuffer();
        long bytes = new WorkingMemory(ImageFormat.Png, Width * Height, Channels: 1, BytesPerSample: 1) { FileBytes = file.Length }.Total;
        var networks = new GatedPredictor();
        var colorizer = new PhotoColorizer(new ImageLimits { DecodedBytesInFlight = Room * bytes }, networks);

        Task<ColorizedPhoto>[] photos =
            [.. Enumerable.Range(0, Photographs)
                .Select(_ => colorizer.ColorizeAsync(file, "photo", cancellationToken: TestContext.Current.CancellationToken))];
        Assert.Equal(Room, networks.Waiting);
        networks.Release();

        Assert.Equal(Photographs, (await Task.WhenAll(photos)).Length);
        Assert.Equal(Room, networks.MaxAtOnce);
    }

    private static double BlueToYellow(Image image, int x, int y)
    {
        double[] rgb = image.Getpoint(x, y);
        return CieLab.FromSrgb(rgb[0] / 255, rgb[1] / 255, rgb[2] / 255).B;
    }

    private static Task<ColorizedPhoto> Colorize(byte[] file) =>
        Colorizer.ColorizeAsync(file, "photo", cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Networks that are busy until they are let go. Whoever asks them has decoded its photograph.</summary>
    private sealed class GatedPredictor : IChromaPredictor
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();

        public int Waiting { get; private set; }

        public int MaxAtOnce { get; private set; }

        public void Release() => _open.SetResult();

        public async Task<ChromaPrediction> PredictAsync(
            ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                MaxAtOnce = Math.Max(MaxAtOnce, ++Waiting);
            }

            await _open.Task.WaitAsync(cancellationToken);
            lock (_lock)
            {
                Waiting--;
            }

            return new ChromaPrediction("gated", new float[2 * LabTensor.PlaneLength], []);
        }
    }

    private sealed class LightnessPredictor : IChromaPredictor
    {
        public Task<ChromaPrediction> PredictAsync(
            ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken)
        {
            float[] ab = new float[2 * LabTensor.PlaneLength];
            for (int i = 0; i < LabTensor.PlaneLength; i++)
            {
                ab[LabTensor.PlaneLength + i] = lightness.Span[i] < 0.55f ? -30 : 30;
            }

            return Task.FromResult(new ChromaPrediction("lightness", ab, []));
        }
    }
}
