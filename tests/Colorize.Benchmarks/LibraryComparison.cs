using System.Globalization;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using NetVipsImage = NetVips.Image;

namespace Colorize.Benchmarks;

/// <summary>
/// ImageSharp beside libvips, which the product uses: JPEG to pixels, JPEG to a picture of 128 by 128 pixels, and pixels to JPEG, in turns.
/// Processor time and not time, so that what else the machine does says little.
/// </summary>
internal static class LibraryComparison
{
    private const int Rounds = 9;
    private const int Side = 128;
    private const int Quality = 90;
    private const int Channels = 3;

    // As libvips is told, too: colours at full resolution.
    private static readonly JpegEncoder Encoder = new() { Quality = Quality, ColorType = JpegColorType.YCbCrRatio444 };

    private static readonly (string Name, int Width, int Height, int Count)[] Photos =
        [("0.05 MP", 273, 183, 64), ("0.2 MP", 547, 365, 32), ("3 MP", 2000, 1500, 6), ("12 MP", 4000, 3000, 2)];

    /// <summary>Prints, for each size and task, both libraries' processor milliseconds and their ratio, of the median round.</summary>
    public static void Run(TextWriter output)
    {
        foreach ((string name, int width, int height, int count) in Photos)
        {
            byte[] file = GeneratedPhoto.Jpeg(width, height, Channels);
            using NetVipsImage decoded = NetVipsImage.NewFromBuffer(file);
            byte[] pixels = decoded.WriteToMemory<byte>();
            using Image<Rgb24> loaded = Image.LoadPixelData<Rgb24>(pixels, width, height);
            using NetVipsImage raw = NetVipsImage.NewFromMemory(pixels, width, height, Channels, NetVips.Enums.BandFormat.Uchar);

            Compare($"{name} decode", count, () => Image.Load<Rgb24>(file).Dispose(), () => Decode(file));
            Compare($"{name} decode to {Side}²", count, () => Shrink(file), () => ShrinkWithVips(file));
            Compare(
                $"{name} encode",
                count,
                () => Encode(loaded),
                () => raw.JpegsaveBuffer(q: Quality, subsampleMode: NetVips.Enums.ForeignSubsample.Off));
        }

        void Compare(string task, int count, Action imageSharp, Action netVips)
        {
            (double Sharp, double Vips)[] rounds =
                [.. Enumerable.Range(0, Rounds).Select(_ => (Measure(count, imageSharp), Measure(count, netVips)))
                    .OrderBy(one => one.Item1 / one.Item2)];
            (double sharp, double vips) = rounds[Rounds / 2];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{task}: ImageSharp {sharp:0.00} ms, libvips {vips:0.00} ms, ratio {sharp / vips:0.00} "
                    + $"({rounds[0].Sharp / rounds[0].Vips:0.00} to {rounds[^1].Sharp / rounds[^1].Vips:0.00})"));
        }
    }

    /// <summary>Processor milliseconds of the whole process for one of many.</summary>
    private static double Measure(int count, Action work)
    {
        work();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int turn = 0; turn < count; turn++)
        {
            work();
        }

        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / count;
    }

    private static void Decode(byte[] file)
    {
        using NetVipsImage image = NetVipsImage.NewFromBuffer(file, access: NetVips.Enums.Access.Sequential);
        image.WriteToMemory<byte>();
    }

    private static void Shrink(byte[] file)
    {
        using Image<Rgb24> image = Image.Load<Rgb24>(file);
        image.Mutate(picture => picture.Resize(Side, Side));
    }

    private static void ShrinkWithVips(byte[] file)
    {
        using NetVipsImage image = NetVipsImage.ThumbnailBuffer(file, Side, height: Side, size: NetVips.Enums.Size.Force);
        image.WriteToMemory<byte>();
    }

    private static void Encode(Image<Rgb24> image)
    {
        using MemoryStream target = new();
        image.SaveAsJpeg(target, Encoder);
    }
}
