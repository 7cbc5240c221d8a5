using System.Globalization;
using Colorize.Color;
using Colorize.Colorization;
using Colorize.Imaging;
using Colorize.Inference;
using Colorize.Tensors;
using NetVips;

namespace Colorize.Benchmarks.Walk;

/// <summary>
/// The way of one photograph as pictures, for docs/how-it-works.md: as it came, as the networks see it, the colours they choose, and the
/// results from faithful to vivid, in two rows of three.
/// </summary>
internal static class PhotographWalk
{
    private const int Columns = 3;
    private const int PanelWidth = 400;
    private const int Gap = 8;
    private const int Quality = 88;

    /// <summary>The lightness at which colours are shown by themselves.</summary>
    private const float ShownLightness = 70;

    /// <summary>Draws the walk and says what the classifier thought.</summary>
    /// <param name="file">The photograph.</param>
    /// <param name="picture">The JPEG file that is written.</param>
    /// <param name="output">Receives the classes.</param>
    public static async Task RunAsync(string file, string picture, TextWriter output)
    {
        using BundledNetworks networks = new();
        PhotoColorizer colorizer = new(new ImageLimits(), networks.Predictor);
        using Image opened = Image.NewFromFile(file);
        using Image grey = opened.Colourspace(Enums.Interpretation.Bw);
        byte[] photograph = grey.PngsaveBuffer();

        float[] lightness = Seen(photograph);
        ChromaPrediction prediction = await networks.Predictor.PredictAsync(lightness);
        foreach (ClassProbability top in prediction.TopClasses)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{top.Name} {top.Probability:P0}"));
        }

        int height = (int)Math.Round((double)PanelWidth * grey.Height / grey.Width);
        using Image came = Panel(grey.Colourspace(Enums.Interpretation.Srgb), height);
        using Image seen = Panel(Shown(lightness, _ => 0), height);
        using Image chosen = Panel(Shown([.. lightness.Select(_ => ShownLightness / 100)], index => prediction.Ab[index]), height);
        using Image faithful = Panel(await ColorizeAsync(colorizer, photograph, 0), height);
        using Image usual = Panel(await ColorizeAsync(colorizer, photograph, vividness: null), height);
        using Image vivid = Panel(await ColorizeAsync(colorizer, photograph, 1), height);
        using Image all = Image.Arrayjoin(
            [came, seen, chosen, faithful, usual, vivid], across: Columns, shim: Gap, background: [255, 255, 255]);
        all.Jpegsave(picture, q: Quality);
    }

    private static float[] Seen(byte[] photograph)
    {
        using OpenedImage opened = ImageReader.Open(photograph, "photograph", new ImageLimits());
        using DecodedPicture decoded = opened.Decode(CancellationToken.None);
        return decoded.OnWhite(NetworkView.Of).Lightness;
    }

    private static async Task<Image> ColorizeAsync(PhotoColorizer colorizer, byte[] photograph, float? vividness)
    {
        ColorizedPhoto result = await colorizer.ColorizeAsync(photograph, "photograph", new ColorPreferences(Vividness: vividness));
        return Image.NewFromBuffer(result.Image);
    }

    /// <summary>Small planes as a picture, pixel by pixel.</summary>
    /// <param name="lightness">L/100.</param>
    /// <param name="chroma">The value of a, and then of b, by its index.</param>
    private static Image Shown(float[] lightness, Func<int, float> chroma)
    {
        float[] l = [.. lightness.Select(value => value * 100)];
        float[] a = [.. Enumerable.Range(0, l.Length).Select(chroma)];
        float[] b = [.. Enumerable.Range(l.Length, l.Length).Select(chroma)];
        float[] red = new float[l.Length], green = new float[l.Length], blue = new float[l.Length];
        LabPlanes.ToSrgb(l, a, b, red, green, blue);
        byte[] pixels = [.. Enumerable.Range(0, 3 * l.Length).Select(index =>
            (byte)Math.Round(byte.MaxValue * (index % 3 == 0 ? red : index % 3 == 1 ? green : blue)[index / 3]))];
        return Image.NewFromMemory(pixels, LabTensor.Size, LabTensor.Size, 3, Enums.BandFormat.Uchar).Copy(
            interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>A picture at the size of a panel; a small one with its pixels to be seen.</summary>
    private static Image Panel(Image image, int height)
    {
        using (image)
        {
            using Image sized = image.Resize(
                (double)PanelWidth / image.Width,
                vscale: (double)height / image.Height,
                kernel: image.Width < PanelWidth ? Enums.Kernel.Nearest : Enums.Kernel.Lanczos3);
            return sized.CopyMemory();
        }
    }
}
