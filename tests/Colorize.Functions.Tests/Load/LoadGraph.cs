using System.Globalization;
using System.Text;

namespace Colorize.Tests.Load;

/// <summary>Draws the course of a load: memory above, throughput below, over the same time.</summary>
internal static class LoadGraph
{
    private const int Width = 760;
    private const int PanelHeight = 150;
    private const int Left = 60;
    private const int Right = 20;
    private const int Top = 44;
    private const int MaxPoints = 150;

    public static string Draw(string title, LoadRecord record)
    {
        StringBuilder svg = new();
        int height = 2 * (PanelHeight + Top) + 40;
        Add(
            svg,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Add(svg, $"<title>{title}</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        LoadSample[] points = [.. record.Samples.Where((_, index) => index % (1 + (record.Samples.Count / MaxPoints)) == 0)];
        double end = record.Samples[^1].Seconds;
        DrawPanel(svg, Top, "Resident memory of the functions, MB", "#0b6e99", end, [.. points.Select(s => (s.Seconds, s.Megabytes))]);
        DrawPanel(
            svg,
            (2 * Top) + PanelHeight,
            "Photographs colorized a second",
            "#b5481d",
            end,
            [.. points.Select(s => (s.Seconds, record.RateAt(s)))]);
        Add(svg, $"<text x=\"{Left}\" y=\"{height - 10}\">{title}; time in seconds</text></svg>");
        return svg.ToString();
    }

    private static void DrawPanel(StringBuilder svg, int top, string name, string colour, double end, (double X, double Y)[] points)
    {
        double step = RoundStep(points.Max(point => point.Y) / 4);
        double most = step * Math.Ceiling(points.Max(point => point.Y) / step);
        double X(double x) => Left + (x / end * (Width - Left - Right));
        double Y(double y) => top + PanelHeight - (y / most * PanelHeight);

        Add(svg, $"<text x=\"{Left}\" y=\"{top - 10}\" font-weight=\"bold\">{name}</text>");
        for (double y = 0; y <= most; y += step)
        {
            Add(svg, $"<path d=\"M{Left} {Y(y):0.#}H{Width - Right}\" stroke=\"#ddd\"/>");
            Add(svg, $"<text x=\"{Left - 8}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{y:0.##}</text>");
        }

        for (double x = 0; x <= end; x += RoundStep(end / 8))
        {
            Add(svg, $"<text x=\"{X(x):0.#}\" y=\"{top + PanelHeight + 16}\" text-anchor=\"middle\">{x:0}</text>");
        }

        string line = string.Join(
            ' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}")));
        Add(svg, $"<polyline points=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>");
    }

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    private static void Add(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
