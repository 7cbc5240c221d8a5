using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Local;
using Colorize.Models;
using Colorize.Tests.Inference;
using NetVips;

namespace Colorize.Tests.Colorization;

/// <summary>
/// What the bundled networks and the painter make of edges: no coloured ring round a dark object, no band along the sides.
/// </summary>
public sealed class EdgeColorTests
{
    private const int Width = 640, Height = 480, Radius = 90;

    /// <summary>A distance of ab, in its units, that is not seen.</summary>
    private const double Unseen = 2;

    // In L: a pixel of a dark object, one of a drawn sky, and one of the paper behind the flower, whose petals are dark and light.
    private const float Dark = 55, Sky = 65, Paper = 85;

    [Theory]
    [InlineData(205, 35)]
    [InlineData(225, 60)]
    [InlineData(180, 20)]
    public async Task A_dark_object_before_an_even_sky_has_no_coloured_ring(int sky, int thing)
    {
        LabPicture painted = await ColorizeAsync(Drawn(sky, thing));
        Assert.InRange(RingToGround(painted, Sky), 0, Unseen);
    }

    [Fact]
    public async Task The_flower_of_the_demo_has_no_coloured_ring()
    {
        string flower = Path.Combine(ProjectRoot.Find()!, "node_modules", "@stdlib", "datasets-img-allium-oreophilum", "data", "image.jpg");
        LabPicture painted = await ColorizeAsync(await File.ReadAllBytesAsync(flower, TestContext.Current.CancellationToken));
        Assert.InRange(RingToGround(painted, Paper), 0, Unseen);
    }

    [Theory]
    [InlineData(205)]
    [InlineData(225)]
    [InlineData(170)]
    public async Task An_even_sky_has_no_band_along_its_sides(int sky)
    {
        const int Outermost = 4, Inside = 20;
        LabPicture painted = await ColorizeAsync(Drawn(sky, thing: 35));
        Func<int, int>[] depths =
        [
            pixel => pixel / Width,
            pixel => Height - 1 - (pixel / Width),
            pixel => pixel % Width,
            pixel => Width - 1 - (pixel % Width),
        ];
        Assert.All(depths, depth => Assert.InRange(
            Distance(painted.Mean(pixel => depth(pixel) < Outermost), painted.Mean(pixel => depth(pixel) == Inside)), 0, Unseen));
    }

    /// <summary>A dark disc before an even sky, a little soft and with a little grain, as a photograph has it.</summary>
    private static byte[] Drawn(int sky, int thing)
    {
        using Image even = (Image.Black(Width, Height) + sky).Cast(Enums.BandFormat.Uchar);
        using Image disc = even.Mutate(image => image.DrawCircle([thing], Width / 2, Height / 2, Radius, fill: true));
        using Image soft = disc.Gaussblur(1);
        using Image grain = Image.Gaussnoise(Width, Height, sigma: 1.5, mean: 0, seed: 3);
        using Image photograph = (soft + grain).Cast(Enums.BandFormat.Uchar);
        return photograph.PngsaveBuffer();
    }

    /// <summary>From the colour of the ground within 10 pixels of the object to that of the ground farther off.</summary>
    private static double RingToGround(LabPicture picture, float ground)
    {
        int[] distances = picture.DistanceTo(pixel => picture.Lightness(pixel) < Dark);
        return Distance(Ground(3, 12), Ground(20, 50));

        (double A, double B) Ground(int nearest, int farthest) =>
            picture.Mean(pixel => picture.Lightness(pixel) > ground && distances[pixel] >= nearest && distances[pixel] <= farthest);
    }

    private static double Distance((double A, double B) one, (double A, double B) other) => Math.Sqrt(
        Math.Pow(one.A - other.A, 2) + Math.Pow(one.B - other.B, 2));

    private static async Task<LabPicture> ColorizeAsync(byte[] photograph)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using InferenceHost host = new();
        var bundled = new BundledModels(BundledModels.DefaultFolder);
        CurrentModel? current = await bundled.ReadCurrentAsync(cancel);
        host.Get<ActiveModelSet>().Replace(await host.Get<ModelSetLoader>().LoadAsync(bundled, current!.Version, cancel));
        host.Get<ActiveModelSet>().MarkInitialized();
        ColorizedPhoto result = await new PhotoColorizer(new ImageLimits(), host.Predictor).ColorizeAsync(
            photograph, "drawn", cancellationToken: cancel);
        return new LabPicture(result.Image.ToArray());
    }
}
