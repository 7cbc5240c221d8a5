using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public class CropSamplerTests
{
    private const int Size = 8;

    private static readonly float[] Ramp =
        [.. Enumerable.Range(0, Size * Size).Select(index => (float)((index % Size) + (10 * (index / Size))))];

    [Fact]
    public void The_whole_picture_stays_as_it_is() => Assert.Equal(Ramp, Sample(Crop.Whole(Size)));

    [Fact]
    public void A_mirrored_picture_has_its_rows_reversed() =>
        Assert.Equal(Ramp.Chunk(Size).SelectMany(Enumerable.Reverse<float>), Sample(Crop.Whole(Size) with { Mirrored = true }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Within_a_crop_values_are_interpolated_linearly(bool mirrored)
    {
        var crop = new Crop(Left: 1, Top: 2, Width: 4, Height: 5, mirrored);
        float[] result = Sample(crop);
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                double sourceX = crop.Left + (((mirrored ? Size - 1 - x : x) + 0.5) * crop.Width / Size) - 0.5;
                double sourceY = crop.Top + ((y + 0.5) * crop.Height / Size) - 0.5;
                Assert.Equal(sourceX + (10 * sourceY), result[(y * Size) + x], tolerance: 1e-4);
            }
        }
    }

    [Fact]
    public void A_crop_at_the_border_repeats_the_border()
    {
        float[] result = Sample(new Crop(Left: 4, Top: 4, Width: 4, Height: 4, Mirrored: false));
        Assert.Equal(77, result[^1], tolerance: 1e-4);
    }

    private static float[] Sample(Crop crop)
    {
        var sampler = new CropSampler(Size);
        sampler.Use(crop);
        float[] result = new float[Size * Size];
        sampler.Sample(Ramp, result);
        return result;
    }
}
