using Colorize.Color;
using Colorize.Trainer.Networks;
using static TorchSharp.torch;

namespace Colorize.Tests.Trainer.Networks;

public class ColorBinsTests
{
    [Fact]
    public void The_bins_are_as_many_as_srgb_comes_near_and_each_is_there_once()
    {
        // Zhang, Isola and Efros (2016) count 313, with those that only a spread of their own reaches.
        Assert.InRange(ColorBins.Count, 230, 313);
        Assert.Equal(ColorBins.Count, ColorBins.Centers.Distinct().Count());
        Assert.Contains((0, 0), ColorBins.Centers);
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.5)]
    [InlineData(0.8, 0.6, 0.5)]
    [InlineData(0.3, 0.5, 0.8)]
    [InlineData(0.4, 0.55, 0.3)]
    public void The_mean_of_the_bins_around_a_colour_is_that_colour(double red, double green, double blue)
    {
        CieLab lab = CieLab.FromSrgb(red, green, blue);
        using IDisposable scope = NewDisposeScope();
        Tensor chroma = tensor([(float)lab.A, (float)lab.B]).reshape(1, 2, 1, 1);

        (Tensor bins, Tensor weights) = ColorBins.Encode(chroma);

        Assert.Equal(1, weights.sum().item<float>(), 1e-5f);
        (int A, int B)[] around = [.. bins.data<long>().Select(bin => ColorBins.Centers[(int)bin])];
        float[] parts = [.. weights.data<float>()];
        Assert.Equal(lab.A, around.Zip(parts, (center, part) => center.A * part).Sum(), 1e-3);
        Assert.Equal(lab.B, around.Zip(parts, (center, part) => center.B * part).Sum(), 1e-3);
    }

    [Fact]
    public void Colours_beyond_srgb_go_to_bins_that_exist()
    {
        using IDisposable scope = NewDisposeScope();
        Tensor chroma = tensor(new[] { 200f, -200f, 110f, -110f }).reshape(1, 2, 2, 1);
        (Tensor bins, Tensor weights) = ColorBins.Encode(chroma);
        Assert.All(bins.data<long>(), bin => Assert.InRange(bin, 0, ColorBins.Count - 1));
        Assert.All(weights.sum(1).data<float>(), sum => Assert.Equal(1, sum, 1e-5f));
    }
}
