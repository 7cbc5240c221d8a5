using System.Globalization;
using NetVips;

namespace Colorize.Benchmarks;

/// <summary>
/// What the options of AVIF's and TIFF's encoders cost and give for one photograph: processor time beside the JPEG encoder's, bytes, and
/// how far the picture is from what went in.
/// </summary>
internal static class EncoderComparison
{
    private const int Rounds = 7;

    /// <summary>Measures in turns and prints the medians.</summary>
    /// <param name="photo">A photograph in colour.</param>
    /// <param name="output">Receives a table in Markdown.</param>
    public static void Run(string photo, TextWriter output)
    {
        using Image opened = Image.NewFromFile(photo);
        using Image image = opened.CopyMemory();
        (string Name, Func<byte[]> Encode)[] encoders =
        [
            ("JPEG q95 4:4:4", () => Jpeg(image)),
            .. from quality in (int[])[95, 92, 90, 88, 85]
               select ($"AVIF q{quality} 4:4:4", (Func<byte[]>)(() => Avif(image, quality, Enums.ForeignSubsample.Off))),
            ("AVIF q95 4:2:0", () => Avif(image, 95, Enums.ForeignSubsample.On)),
            .. from level in (int[])[5, 6, 7, 8, 9] select ($"TIFF level {level}", (Func<byte[]>)(() => Tiff(image, level))),
        ];
        double[][] seconds = [.. encoders.Select(_ => new double[Rounds])];
        byte[][] files = new byte[encoders.Length][];
        for (int round = -1; round < Rounds; round++)
        {
            for (int one = 0; one < encoders.Length; one++)
            {
                TimeSpan start = Environment.CpuUsage.TotalTime;
                files[one] = encoders[one].Encode();
                seconds[one][Math.Max(0, round)] = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            }
        }

        double jpeg = seconds[0].Order().ElementAt(Rounds / 2);
        output.WriteLine("| written as | bytes | processor, ms | to JPEG's | PSNR, dB |");
        output.WriteLine("|---|---|---|---|---|");
        for (int one = 0; one < encoders.Length; one++)
        {
            double median = seconds[one].Order().ElementAt(Rounds / 2);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {encoders[one].Name} | {files[one].Length:#,0} | {1000 * median:0.0} | {median / jpeg:0.0} "
                    + $"| {Psnr(image, files[one]):0.0} |"));
        }
    }

    private static byte[] Jpeg(Image image) => image.JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off);

    private static byte[] Avif(Image image, int quality, Enums.ForeignSubsample subsampling) =>
        image.HeifsaveBuffer(q: quality, compression: Enums.ForeignHeifCompression.Av1, effort: 0, subsampleMode: subsampling);

    private static byte[] Tiff(Image image, int level) => image.TiffsaveBuffer(
        compression: Enums.ForeignTiffCompression.Deflate, predictor: Enums.ForeignTiffPredictor.Horizontal, level: level, tileHeight: 256);

    private static double Psnr(Image image, byte[] file)
    {
        using Image decoded = Image.NewFromBuffer(file);
        using Image difference = image - decoded;
        using Image squared = difference * difference;
        return 10 * Math.Log10(255 * 255 / Math.Max(squared.Avg(), 1e-9));
    }
}
