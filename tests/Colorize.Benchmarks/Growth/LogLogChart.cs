using System.Globalization;
using System.Text;

namespace Colorize.Benchmarks.Growth;

/// <summary>
/// Panels with logarithmic axes, in which linear growth is a line that rises one decade a decade, drawn grey through the last point.
/// </summary>
internal sealed class LogLogChart
{
    private const int Width = 760;
    private const int PanelHeight = 150;
    private const int Left = 60;
    private const int Right = 20;
    private const int Top = 44;

    private readonly StringBuilder _panels = new();
    private int _top = Top;

    /// <summary>Adds a panel below the others.</summary>
    public void Add(string name, string color, (double X, double Y)[] points)
    {
        (int minX, int maxX) = Decades(points.Select(point => point.X));
        (int minY, int maxY) = Decades(points.Select(point => point.Y));
        double X(double x) => Left + ((Math.Log10(x) - minX) / (maxX - minX) * (Width - Left - Right));
        double Y(double y) => _top + PanelHeight - ((Math.Log10(y) - minY) / (maxY - minY) * PanelHeight);

        Add($"<text x=\"{Left}\" y=\"{_top - 10}\" font-weight=\"bold\">{name}</text>");
        for (int decade = minY; decade <= maxY; decade++)
        {
            double value = Math.Pow(10, decade);
            Add($"<path d=\"M{Left} {Y(value):0.#}H{Width - Right}\" stroke=\"#ddd\"/>");
            Add($"<text x=\"{Left - 8}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{value:#,0.##}</text>");
        }

        for (int decade = minX; decade <= maxX; decade++)
        {
            double value = Math.Pow(10, decade);
            Add($"<path d=\"M{X(value):0.#} {_top}V{_top + PanelHeight}\" stroke=\"#ddd\"/>");
            Add($"<text x=\"{X(value):0.#}\" y=\"{_top + PanelHeight + 16}\" text-anchor=\"middle\">{value:#,0.##}</text>");
        }

        (double lastX, double lastY) = points[^1];
        double firstX = Math.Max(points[0].X, lastX * Math.Pow(10, minY) / lastY);
        double firstY = lastY * firstX / lastX;
        Add($"<path d=\"M{X(firstX):0.#} {Y(firstY):0.#}L{X(lastX):0.#} {Y(lastY):0.#}\" stroke=\"#999\" stroke-dasharray=\"4 3\"/>");
        string line = string.Join(
            ' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}")));
        Add($"<polyline points=\"{line}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.5\"/>");
        foreach ((double x, double y) in points)
        {
            Add($"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"3\" fill=\"{color}\"/>");
        }

        _top += PanelHeight + Top + 10;
    }

    /// <summary>The whole chart.</summary>
    public string ToSvg(string title) => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {_top}\" font-family=\"sans-serif\" font-size=\"12\">\n"
            + $"<title>{title}</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{_panels}"
            + $"<text x=\"{Left}\" y=\"{_top - 24}\">{title}; dashed: linear growth</text></svg>\n");

    private static (int Min, int Max) Decades(IEnumerable<double> values)
    {
        double[] logarithms = [.. values.Select(Math.Log10)];
        int min = (int)Math.Floor(logarithms.Min());
        return (min, Math.Max(min + 1, (int)Math.Ceiling(logarithms.Max())));
    }

    private void Add(FormattableString text) => _panels.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
