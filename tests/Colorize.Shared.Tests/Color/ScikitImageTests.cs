using System.Globalization;
using Colorize.Color;

namespace Colorize.Tests.Color;

/// <summary>The fixture was written by scikit-image, on whose rgb2lab most published colorizers are trained.</summary>
public sealed class ScikitImageTests
{
    [Fact]
    public void Conversions_agree_with_rgb2lab_to_a_hundredth()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Color", "skimage-rgb2lab.csv"));
        double[][] rows = [.. lines.Where(line => !line.StartsWith('#')).Select(Parse)];
        Assert.True(rows.Length > 200);
        foreach (double[] row in rows)
        {
            float[] l = new float[1], a = new float[1], b = new float[1];
            LabPlanes.FromSrgb([(byte)row[0], (byte)row[1], (byte)row[2]], l, a, b);
            Assert.Equal(row[3], l[0], 0.01);
            Assert.Equal(row[4], a[0], 0.01);
            Assert.Equal(row[5], b[0], 0.01);
        }
    }

    private static double[] Parse(string line) => [.. line.Split(',').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
}
