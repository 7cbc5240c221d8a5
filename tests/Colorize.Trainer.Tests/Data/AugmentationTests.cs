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

    [Fact]
    public void Half_of_the_pictures_change_their_tone_and_keep_within_black_and_white_unless_contrast_is_raised()
    {
        var random = new Random(7);
        var augmentation = new Augmentation(1, Flips: false, Tones: 0.5);
        Tone[] tones = [.. Enumerable.Range(0, Draws).Select(_ => augmentation.DrawTone(random))];
        Assert.InRange(tones.Count(tone => tone != Tone.Unchanged), Draws * 0.45, Draws * 0.55);
        Assert.All(tones.Where(tone => tone.Contrast <= 1), tone =>
        {
            Assert.InRange(tone.Brightness, 0, 100 - (tone.Contrast * 100) + 1e-3f);
            Assert.InRange(tone.Contrast, 0.4f, 1);
        });
    }

    [Fact]
    public void A_tone_changes_lightness_and_clips_it()
    {
        float[] lightness = [0, 50, 100];
        new Tone(Contrast: 0.45f, Brightness: 25).Apply(lightness);
        Assert.Equal([25, 47.5f, 70], lightness);
        new Tone(Contrast: 2, Brightness: -60).Apply(lightness);
        Assert.Equal([0, 35, 80], lightness);
    }

    private static List<Crop> Draw(Augmentation augmentation)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, Draws).Select(_ => augmentation.Draw(random, Size))];
    }
}
