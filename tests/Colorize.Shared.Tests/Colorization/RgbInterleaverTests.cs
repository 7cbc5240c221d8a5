using Colorize.Colorization;

namespace Colorize.Tests.Colorization;

public sealed class RgbInterleaverTests
{
    [Fact]
    public void Samples_are_rounded_and_put_side_by_side_whatever_the_number_of_pixels()
    {
        var random = new Random(11);
        for (int pixels = 0; pixels < 70; pixels++)
        {
            float[][] planes = [Random(), Random(), Random()];
            byte[] bytes = new byte[3 * pixels];
            ushort[] words = new ushort[3 * pixels];
            RgbInterleaver.Interleave(planes[0], planes[1], planes[2], bytes);
            RgbInterleaver.Interleave(planes[0], planes[1], planes[2], words);

            for (int at = 0; at < bytes.Length; at++)
            {
                float value = planes[at % 3][at / 3];
                Assert.Equal((byte)((value * 255) + 0.5f), bytes[at]);
                Assert.Equal((ushort)((value * 65535) + 0.5f), words[at]);
            }

            float[] Random() => [.. Enumerable.Range(0, pixels).Select(_ => random.NextSingle())];
        }
    }

    [Fact]
    public void Every_level_comes_back_as_it_was()
    {
        float[] levels = [.. Enumerable.Range(0, 256).Select(level => level / 255f)];
        byte[] bytes = new byte[3 * 256];
        RgbInterleaver.Interleave(levels, levels, levels, bytes);
        Assert.Equal(Enumerable.Range(0, 256).SelectMany(level => new[] { (byte)level, (byte)level, (byte)level }), bytes);
    }
}
