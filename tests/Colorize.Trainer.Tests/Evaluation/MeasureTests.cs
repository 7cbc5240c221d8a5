using System.Globalization;
using System.Runtime.InteropServices;
using Colorize.Trainer.Data;
using Colorize.Trainer.Evaluation;

namespace Colorize.Tests.Trainer.Evaluation;

public sealed class MeasureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Similarity_and_noise_are_those_of_scikit_image()
    {
        Python.Require("skimage");
        SrgbPicture left = Noise(1, amplitude: 0.2f);
        SrgbPicture right = Noise(2, amplitude: 0.1f);
        Save("left", left);
        Save("right", right);

        string[] expected = Python.Run($"""
            import numpy, skimage.metrics as m
            read = lambda name: numpy.fromfile('{_folder.Path}/' + name, dtype='<f4').reshape(3, 128, 128).transpose(1, 2, 0).astype('f8')
            left, right = read('left'), read('right')
            print(m.peak_signal_noise_ratio(left, right, data_range=1))
            print(m.structural_similarity(
                left, right, data_range=1, channel_axis=2, gaussian_weights=True, sigma=1.5, use_sample_covariance=False))
            """).Trim().Split('\n');

        Assert.Equal(double.Parse(expected[0], CultureInfo.InvariantCulture), left.Psnr(right), tolerance: 1e-4);
        Assert.Equal(double.Parse(expected[1], CultureInfo.InvariantCulture), StructuralSimilarity.Of(left, right), tolerance: 1e-3);
    }

    [Fact]
    public void Equal_pictures_are_as_similar_as_can_be()
    {
        SrgbPicture picture = Noise(3, amplitude: 0.3f);
        Assert.Equal(1, StructuralSimilarity.Of(picture, picture), tolerance: 1e-5);
        Assert.Equal(100, picture.Psnr(picture));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 141.0 / 151)]
    [InlineData(10.5, 140.0 / 151)]
    [InlineData(151, 0)]
    public void Accuracy_is_the_area_under_the_curve_of_colours_within_a_distance(float distance, double expected)
    {
        float[] truth = new float[2 * HostBatch.Plane];
        float[] guess = [.. truth];
        guess.AsSpan(0, HostBatch.Plane).Fill(distance / 255);
        Assert.Equal(expected, ColorAccuracy.AreaUnderCurve(guess, truth), tolerance: 1e-9);
    }

    [Fact]
    public void Grey_has_no_colourfulness() => Assert.Equal(0, Colorfulness.Of(Uniform(0.4f, 0.4f, 0.4f)), tolerance: 1e-6);

    /// <summary>For a uniform picture only the means count: rg = 255, yb = 127.5.</summary>
    [Fact]
    public void The_colourfulness_of_red_follows_from_the_formula() =>
        Assert.Equal(0.3 * Math.Sqrt((255.0 * 255) + (127.5 * 127.5)), Colorfulness.Of(Uniform(1, 0, 0)), tolerance: 1e-6);

    [Fact]
    public void Spread_makes_a_picture_colourful()
    {
        SrgbPicture halves = Uniform(1, 0, 0);
        halves.Red.AsSpan(0, HostBatch.Plane / 2).Clear();
        halves.Green.AsSpan(0, HostBatch.Plane / 2).Fill(1);

        // rg is 255 in one half and -255 in the other; yb is 127.5 in both.
        Assert.Equal(255 + (0.3 * 127.5), Colorfulness.Of(halves), tolerance: 1e-3);
    }

    private void Save(string name, SrgbPicture picture) =>
        File.WriteAllBytes(_folder.At(name), [.. picture.Planes.SelectMany(plane => MemoryMarshal.AsBytes<float>(plane).ToArray())]);

    private static SrgbPicture Uniform(float red, float green, float blue) => new(Filled(red), Filled(green), Filled(blue));

    private static float[] Filled(float value)
    {
        float[] plane = new float[HostBatch.Plane];
        plane.AsSpan().Fill(value);
        return plane;
    }

    private static SrgbPicture Noise(int seed, float amplitude)
    {
        var random = new Random(seed);
        float[] Plane(double wave) => [.. Enumerable.Range(0, HostBatch.Plane).Select(pixel =>
            (float)(0.5 + (0.2 * Math.Sin(pixel % 128 * wave)) + (amplitude * (random.NextDouble() - 0.5))))];
        return new SrgbPicture(Plane(0.1), Plane(0.2), Plane(0.3));
    }
}
