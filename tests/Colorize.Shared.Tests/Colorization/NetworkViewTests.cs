using Colorize.Color;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Tensors;
using NetVips;

namespace Colorize.Tests.Colorization;

/// <summary>What the networks are shown of a photograph, and what of it comes back in colour.</summary>
public sealed class NetworkViewTests
{
    private const int Border = 20;

    [Theory]
    [InlineData(250)]
    [InlineData(6)]
    public async Task The_networks_do_not_see_a_border_and_it_stays_grey(int level)
    {
        using Image picture = Texture(400, 300);
        using Image framed = picture.Embed(Border, Border, 400 + (2 * Border), 300 + (2 * Border), background: [level]);
        var predictor = new RecordingPredictor();
        await ColorizeAsync(predictor, picture);
        using Image result = await ColorizeAsync(predictor, framed);

        Assert.Equal(2, predictor.Seen.Count);
        Assert.Equal(predictor.Seen[0], predictor.Seen[1]);
        Assert.Equal([level, level, level], result.Getpoint(Border / 2, 150));
        Assert.Equal([level, level, level], result.Getpoint(200, 300 + Border + (Border / 2)));
        Assert.True(Chroma(result, Border, 150) > 10);
        Assert.True(Chroma(result, 200, 300 + Border - 1) > 10);
    }

    [Theory]
    [InlineData(400, 200, 1)]
    [InlineData(200, 400, 1)]
    [InlineData(404, 200, 2)]
    [InlineData(800, 200, 4)]
    [InlineData(200, 800, 4)]
    [InlineData(20_000, 20, 16)]
    public async Task A_photograph_longer_than_two_to_one_is_seen_in_pieces(int width, int height, int pieces)
    {
        using Image picture = Texture(width, height);
        var predictor = new RecordingPredictor();
        using Image result = await ColorizeAsync(predictor, picture);

        Assert.Equal(pieces, predictor.Seen.Count);
        Assert.Equal((width, height), (result.Width, result.Height));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pieces_of_different_minds_are_blended_without_a_seam(bool tall)
    {
        // An even grey, so that lightness hides nothing; every piece gets another colour, of which the evening out leaves most.
        using Image black = Image.Black(tall ? 100 : 600, tall ? 600 : 100);
        using Image grey = (black + 128).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        using Image result = await ColorizeAsync(new AlternatingPredictor(), grey);

        double[] b = [.. Enumerable.Range(0, 600).Select(at => BlueToYellow(result, tall ? 50 : at, tall ? at : 50))];
        double greatestStep = b.Zip(b.Skip(1), (one, next) => Math.Abs(next - one)).Max();
        Assert.True(b.Max() - b.Min() > 25, $"The pieces' own colours show: b runs from {b.Min():F1} to {b.Max():F1}.");
        Assert.True(greatestStep < 4, $"Neighbouring pixels differ by {greatestStep:F1} in b.");
    }

    [Fact]
    public async Task Pieces_are_asked_again_where_the_model_set_changes_between_them()
    {
        using Image picture = Texture(800, 200);
        var predictor = new RecordingPredictor { VersionOf = call => call < 3 ? "old" : "new" };
        var colorizer = new PhotoColorizer(new ImageLimits(), predictor);
        ColorizedPhoto photo = await colorizer.ColorizeAsync(
            picture.PngsaveBuffer(), "strip", default, TestContext.Current.CancellationToken);

        Assert.Equal("new", photo.Prediction.ModelVersion);
        Assert.Equal(8, predictor.Seen.Count);
    }

    [Fact]
    public void The_classes_of_a_long_photograph_are_those_that_its_pieces_show_most_of()
    {
        float[] ab = new float[2 * LabTensor.PlaneLength];
        ChromaPrediction church = new("v", ab, [new("church", 0.9f), new("sea", 0.1f)]);
        ChromaPrediction sea = new("v", ab, [new("sea", 0.6f), new("street", 0.4f)]);
        ChromaPrediction joined = PieceBlend.Join(PieceLayout.PlaneFor(300, 100), [church, church, sea]);
        Assert.Equal(["church", "sea"], joined.TopClasses.Select(shown => shown.Name));
        Assert.Equal(0.6f, joined.TopClasses[0].Probability, 1e-6f);
    }

    [Fact]
    public void Pieces_cover_the_plane_and_overlap_by_a_third_at_least()
    {
        for (int length = LabTensor.Size; length <= 1500; length++)
        {
            int[] starts = PieceLayout.Starts(length);
            Assert.Equal((0, length - LabTensor.Size), (starts[0], starts[^1]));
            Assert.All(
                starts.Zip(starts.Skip(1)),
                pair => Assert.InRange(pair.Second - pair.First, 1, LabTensor.Size - (LabTensor.Size / 3)));
        }
    }

    private static Image Texture(int width, int height)
    {
        using Image noise = Image.Perlin(width, height, cellSize: 40, seed: 5);
        return ((noise * 60) + 128).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
    }

    private static async Task<Image> ColorizeAsync(IChromaPredictor predictor, Image photo)
    {
        var colorizer = new PhotoColorizer(new ImageLimits(), predictor);
        ColorizedPhoto colored = await colorizer.ColorizeAsync(
            photo.PngsaveBuffer(), "photo", default, TestContext.Current.CancellationToken);
        return Image.NewFromBuffer(colored.Image);
    }

    private static double Chroma(Image image, int x, int y)
    {
        CieLab lab = LabAt(image, x, y);
        return Math.Sqrt((lab.A * lab.A) + (lab.B * lab.B));
    }

    private static double BlueToYellow(Image image, int x, int y) => LabAt(image, x, y).B;

    private static CieLab LabAt(Image image, int x, int y)
    {
        double[] rgb = image.Getpoint(x, y);
        return CieLab.FromSrgb(rgb[0] / 255, rgb[1] / 255, rgb[2] / 255);
    }

    /// <summary>Remembers what it was shown.</summary>
    private sealed class RecordingPredictor : IChromaPredictor
    {
        public List<float[]> Seen { get; } = [];

        public Func<int, string> VersionOf { get; init; } = _ => "v";

        public Task<ChromaPrediction> PredictAsync(
            ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken)
        {
            float[] ab = new float[2 * LabTensor.PlaneLength];
            Array.Fill(ab, 14);
            ChromaPrediction prediction = new(VersionOf(Seen.Count), ab, []);
            Seen.Add(lightness.ToArray());
            return Task.FromResult(prediction);
        }
    }

    /// <summary>Blue and yellow by turns.</summary>
    private sealed class AlternatingPredictor : IChromaPredictor
    {
        private int _calls;

        public Task<ChromaPrediction> PredictAsync(
            ReadOnlyMemory<float> lightness, ColorPreferences preferences, CancellationToken cancellationToken)
        {
            float[] ab = new float[2 * LabTensor.PlaneLength];
            ab.AsSpan(LabTensor.PlaneLength).Fill(_calls++ % 2 == 0 ? -20 : 20);
            return Task.FromResult(new ChromaPrediction("v", ab, []));
        }
    }
}
