using System.Globalization;

namespace Colorize.Benchmarks.Growth;

/// <summary>How time and memory grow with the size of a photograph and with the number of photographs: a table and a chart.</summary>
internal static class GrowthReport
{
    private const double Mebibyte = 1 << 20;

    private static readonly double[] Megapixels = [0.05, 0.2, 1, 3, 12, 24, 50, 100];
    private static readonly int[] Photographs = [10, 50, 200, 1000, 5000];

    /// <summary>Measures, prints a table in Markdown, and draws.</summary>
    /// <param name="file">The chart, an SVG.</param>
    /// <param name="output">Receives the table.</param>
    public static async Task RunAsync(string file, TextWriter output)
    {
        GrowthPoint[] bySize = await MeasureAsync(
            "growth-one", [.. Megapixels.Select(size => size.ToString(CultureInfo.InvariantCulture))], output);
        GrowthPoint[] byNumber = await MeasureAsync(
            "growth-many", [.. Photographs.Select(count => count.ToString(CultureInfo.InvariantCulture))], output);
        LogLogChart chart = new();
        chart.Add("Processor seconds by megapixels of one photograph", "#0b6e99",
            [.. bySize.Select(point => (point.Amount, point.Seconds))]);
        chart.Add("Peak of resident memory in MiB by megapixels of one photograph", "#b5481d",
            [.. bySize.Select(point => (point.Amount, point.PeakBytes / Mebibyte))]);
        chart.Add("Processor seconds by photographs of 0.2 MP, eight in work", "#0b6e99",
            [.. byNumber.Select(point => (point.Amount, point.Seconds))]);
        chart.Add("Peak of resident memory in MiB by photographs of 0.2 MP, eight in work", "#b5481d",
            [.. byNumber.Select(point => (point.Amount, point.PeakBytes / Mebibyte))]);
        await File.WriteAllTextAsync(file, chart.ToSvg("How time and memory grow"));
    }

    private static async Task<GrowthPoint[]> MeasureAsync(string part, string[] amounts, TextWriter output)
    {
        List<GrowthPoint> points = [];
        output.WriteLine($"| {(part == "growth-one" ? "megapixels" : "photographs")} | processor, s | s for each | peak, MiB |");
        output.WriteLine("|---|---|---|---|");
        foreach (string amount in amounts)
        {
            GrowthPoint point = await ChildRun.ReadAsync<GrowthPoint>(part, amount);
            points.Add(point);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {point.Amount:#,0.##} | {point.Seconds:0.00} | {point.Seconds / point.Amount:0.000} "
                    + $"| {point.PeakBytes / Mebibyte:0} |"));
        }

        return [.. points];
    }
}
