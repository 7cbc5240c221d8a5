using System.Globalization;
using System.Xml.Linq;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Colorize.Trainer.Reporting.Charts;

/// <summary>
/// A plot whose lines are ScottPlot's and whose words are set beside them as text of the page: in the reader's own fonts, so
/// that neither this machine nor the page needs one, and encoded like every other text.
/// </summary>
internal sealed class Chart
{
    private readonly int _width;
    private readonly int _height;
    private readonly List<Func<Plot, XElement>> _words = [];
    private readonly NumericManual _xTicks = new();
    private readonly NumericManual _yTicks = new();

    /// <summary>An empty chart.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="limits">The ends of both axes.</param>
    /// <param name="margins">Room for words around the axes.</param>
    public Chart(int width, int height, AxisLimits limits, PixelPadding margins)
    {
        (_width, _height) = (width, height);
        Plot.FigureBackground.Color = Colors.Transparent;
        Plot.DataBackground.Color = Colors.Transparent;
        Plot.Layout.Fixed(margins);
        Plot.Axes.SetLimits(limits);
        Plot.Axes.Bottom.TickGenerator = _xTicks;
        Plot.Axes.Left.TickGenerator = _yTicks;
        Plot.Grid.MajorLineColor = ChartColor.Line.Plot;
        foreach (IAxis axis in Plot.Axes.GetAxes())
        {
            axis.FrameLineStyle.IsVisible = false;
            axis.TickLabelStyle.IsVisible = false;
            axis.MajorTickStyle.Length = 0;
            axis.MinorTickStyle.Length = 0;
        }
    }

    /// <summary>What ScottPlot draws.</summary>
    public Plot Plot { get; } = new();

    /// <summary>Marks a place on the horizontal axis.</summary>
    public void TickX(double x, string label)
    {
        _xTicks.AddMajor(x, string.Empty);
        Write(label, plot => new Coordinates(x, plot.Axes.GetLimits().Bottom), dx: 0, dy: 18, "middle");
    }

    /// <summary>Marks a place on the vertical axis, with or without a line across.</summary>
    public void TickY(double y, string label, bool hasLine = true)
    {
        if (hasLine)
        {
            _yTicks.AddMajor(y, string.Empty);
        }

        Write(label, plot => new Coordinates(plot.Axes.GetLimits().Left, y), dx: -8, dy: 4.5, "end");
    }

    /// <summary>Says what the horizontal axis counts.</summary>
    public void TitleX(string title) =>
        Write(title, plot => new Coordinates(plot.Axes.GetLimits().Right, plot.Axes.GetLimits().Bottom), dx: 0, dy: 38, "end", "axis");

    /// <summary>Says what the vertical axis counts, above it.</summary>
    public void TitleY(string title) =>
        Write(title, plot => new Coordinates(plot.Axes.GetLimits().Left, plot.Axes.GetLimits().Top), dx: -8, dy: -12, "start", "axis");

    /// <summary>The chart as an element of the page.</summary>
    /// <param name="id">A name that no other chart of the page has.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public XElement ToSvg(string id, string description)
    {
        var drawn = XElement.Parse(Plot.GetSvgXml(_width, _height));
        foreach (XElement element in drawn.DescendantsAndSelf())
        {
            // Elements of HTML have no namespace; references within a drawing must not meet those of another.
            element.Name = element.Name.LocalName;
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
            Rename(element.Attribute("id"), value => $"{id}-{value}");
            Rename(element.Attribute("clip-path"), value => value.Replace("#", $"#{id}-", StringComparison.Ordinal));
        }

        ChartColor.Resolve(drawn);
        return new XElement(
            "svg",
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {_width} {_height}")),
            new XAttribute("width", _width),
            new XAttribute("height", _height),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", description),
            drawn.Elements(),
            _words.Select(word => word(Plot)));
    }

    private static void Rename(XAttribute? attribute, Func<string, string> rename) => attribute?.SetValue(rename(attribute.Value));

    private void Write(string text, Func<Plot, Coordinates> place, double dx, double dy, string anchor, string? kind = null) =>
        _words.Add(plot =>
    {
        Pixel pixel = plot.GetPixel(place(plot));
        return new XElement(
            "text",
            new XAttribute("x", Math.Round(pixel.X + dx, 1)),
            new XAttribute("y", Math.Round(pixel.Y + dy, 1)),
            new XAttribute("text-anchor", anchor),
            kind is null ? null : new XAttribute("class", kind),
            text);
    });
}
