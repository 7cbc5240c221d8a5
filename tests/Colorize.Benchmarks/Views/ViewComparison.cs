using System.Globalization;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Preprocessing;
using Colorize.Tensors;
using NetVips;

namespace Colorize.Benchmarks.Views;

/// <summary>
/// What borders and long shapes cost: photographs as they come, with a border of 5 % on each side in white and in black, and four in a
/// strip, all colorized with the bundled networks and compared with their own colours.
/// </summary>
internal static class ViewComparison
{
    private const int Photographs = 260;
    private const int Strip = 4;
    private const int Side = 144;
    private const double Border = 0.05;

    public static async Task RunAsync(string folder, TextWriter output)
    {
        using BundledNetworks networks = new();
        PhotoColorizer colorizer = new(new ImageLimits(), networks.Predictor);
        byte[][] photos = Choose(folder);
        double plain = 0, white = 0, black = 0, strip = 0;
        foreach (byte[][] four in photos.Chunk(Strip))
        {
            using Image row = Image.Arrayjoin([.. four.Select(Open)], across: Strip);
            using Image result = await ColorizeAsync(colorizer, row);
            for (int index = 0; index < four.Length; index++)
            {
                using Image photo = Open(four[index]);
                using Image inStrip = result.Crop(index * Side, 0, Side, Side);
                strip += Error(inStrip, photo);
                plain += Error(await ColorizeAsync(colorizer, photo), photo);
                white += await ErrorInBorder(colorizer, photo, 250);
                black += await ErrorInBorder(colorizer, photo, 8);
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"MSE of ab, ×10⁻³, {photos.Length} photographs: plain {plain / photos.Length:F3}, white border {white / photos.Length:F3}, "
            + $"black border {black / photos.Length:F3}, in strips of {Strip} {strip / photos.Length:F3}"));
    }

    private static byte[][] Choose(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        // In an order of no meaning, so that neighbours in a strip are of different classes.
        new Random(1).Shuffle(files);
        return [.. files.Take(Photographs).Select(File.ReadAllBytes)];
    }

    private static Image Open(byte[] file)
    {
        using Image image = Image.NewFromBuffer(file);
        using Image square = image.Resize(Side / (double)image.Width, vscale: Side / (double)image.Height);
        return square.CopyMemory();
    }

    private static async Task<double> ErrorInBorder(PhotoColorizer colorizer, Image photo, double level)
    {
        const int Thickness = (int)(Side * Border);
        const int Whole = Side + (2 * Thickness);
        using Image framed = photo.Embed(Thickness, Thickness, Whole, Whole, extend: Enums.Extend.Background, background: [level]);
        using Image result = await ColorizeAsync(colorizer, framed);
        using Image inside = result.Crop(Thickness, Thickness, Side, Side);
        return Error(inside, photo);
    }

    private static async Task<Image> ColorizeAsync(PhotoColorizer colorizer, Image photo)
    {
        using Image grey = photo.Colourspace(Enums.Interpretation.Bw);
        ColorizedPhoto colored = await colorizer.ColorizeAsync(grey.PngsaveBuffer(), "photo.png");
        return Image.NewFromBuffer(colored.Image);
    }

    /// <summary>The mean squared error of a and b on the networks' scale, in thousandths.</summary>
    private static double Error(Image result, Image truth)
    {
        ImagePreprocessor preprocessor = new(new ImageLimits());
        ReadOnlySpan<Half> predicted = preprocessor.ToTensor(result.PngsaveBuffer(), "result").Values.AsSpan(LabTensor.PlaneLength);
        ReadOnlySpan<Half> wanted = preprocessor.ToTensor(truth.PngsaveBuffer(), "truth").Values.AsSpan(LabTensor.PlaneLength);
        double sum = 0;
        for (int i = 0; i < predicted.Length; i++)
        {
            double difference = ((double)predicted[i] - (double)wanted[i]) / byte.MaxValue;
            sum += difference * difference;
        }

        return 1000 * sum / predicted.Length;
    }
}
