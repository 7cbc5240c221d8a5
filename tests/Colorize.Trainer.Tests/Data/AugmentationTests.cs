using Colorize.Trainer.Data;

namespace Colorize.Tests.Trainer.Data;

public class AugmentationTests
{
    private const int Size = 128;
    private const int Draws = 2000;

    [Fact]
    public void Crops_lie_within_the_picture_and_show_enough_of_it()
    {
        foreach (Crop crop in Draw(new Augmentation(MinimumArea: 0.5, Flips: true)))
        {
            Assert.InRange(crop.Left, 0, Size - crop.Width);
            Assert.InRange(crop.Top, 0, Size - crop.Height);
            Assert.InRange(crop.Width * crop.Height / (Size * Size), 0.49, 1);
        }
    }

    [Fact]
    public void About_half_of_the_crops_are_mirrored() =>
        Assert.InRange(Draw(new Augmentation(0.5, Flips: true)).Count(crop => crop.Mirrored), Draws * 0.45, Draws * 0.55);

    [Fact]
    public void Without_crops_and_flips_pictures_stay_whole() =>
        Assert.All(Draw(new Augmentation(MinimumArea: 1, Flips: false)), crop => Assert.Equal(Crop.Whole(Size), crop));

    private static List<Crop> Draw(Augmentation augmentation)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, Draws).Select(_ => augmentation.Draw(random, Size))];
    }
}
