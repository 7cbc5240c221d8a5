using Colorize.Tensors;
using Colorize.Trainer.Data;
using NetVips;

namespace Colorize.Tests.Trainer.Data;

/// <summary>Pictures made for the tests.</summary>
internal static class Pictures
{
    /// <summary>A tensor whose every pixel is made by a function of its place.</summary>
    public static LabTensor Tensor(Func<int, int, (float L, float A, float B)> pixel)
    {
        var values = new Half[3 * LabTensor.PlaneLength];
        for (int index = 0; index < LabTensor.PlaneLength; index++)
        {
            (int y, int x) = Math.DivRem(index, LabTensor.Size);
            (float l, float a, float b) = pixel(x, y);
            values[index] = (Half)l;
            values[LabTensor.PlaneLength + index] = (Half)a;
            values[(2 * LabTensor.PlaneLength) + index] = (Half)b;
        }

        return new LabTensor(values);
    }

    /// <summary>
    /// A landscape: a light sky in blue over a dark, rough meadow in green, with a horizon and grain that differ from
    /// picture to picture. Its colours can be learned from its lightness.
    /// </summary>
    public static LabTensor Landscape(int seed)
    {
        var random = new Random(seed);
        int horizon = random.Next(30, 98);
        double sky = 70 + (random.NextDouble() * 20);
        return Tensor((_, y) => y < horizon
            ? ((float)(sky + random.NextDouble()), -5f, -35f)
            : ((float)(25 + (random.NextDouble() * 15)), -30f, 30f));
    }

    /// <summary>Writes tensors as a folder-per-class dataset.</summary>
    public static void WriteTensors(string folder, string className, int count, int firstSeed = 0)
    {
        Directory.CreateDirectory(Path.Combine(folder, className));
        for (int index = 0; index < count; index++)
        {
            File.WriteAllBytes(Path.Combine(folder, className, $"{index:000}.npy"), Landscape(firstSeed + index).ToNpy());
        }
    }

    /// <summary>Writes a plain colour as a JPEG.</summary>
    public static void WriteJpeg(string path, int red, int green, int blue)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Image black = Image.Black(40, 30, bands: 3);
        using Image filled = black.Linear([1, 1, 1], [red, green, blue], uchar: true);
        using Image image = filled.Copy(interpretation: Enums.Interpretation.Srgb);
        image.Jpegsave(path);
    }

    /// <summary>Opens tensors of the memory as a dataset; the names are <c>class/file</c>.</summary>
    public static async Task<CachedDataset> OpenAsync(string cacheFolder, params (string Name, LabTensor Tensor)[] pictures) =>
        await new TensorCache(cacheFolder, TextWriter.Null).OpenAsync(new MemorySource(pictures), TestContext.Current.CancellationToken);
}
