using System.Globalization;
using System.Xml.Linq;
using Colorize.Trainer.Evaluation;
using ScottPlot;
using ScottPlot.Plottables;

namespace Colorize.Trainer.Reporting.Charts;

/// <summary>The poster's bar chart: the loss by class, a bar for each colorizer, with the standard deviation over the pictures.</summary>
internal static class ClassLossBars
{
    private const double Thousandths = 1000;
    private const int BarHeight = 13;
    private const int GroupGap = 12;
    private const int LetterWidth = 7;
    private const int MaxTicks = 8;

    /// <summary>Draws a group of bars for each class, the first class on top.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="classes">The classes, as the scores call them, with their titles.</param>
    /// <param name="colorizers">The scores; a bar for each in every group, in their order.</param>
    public static XElement Draw(int width, IReadOnlyList<(string Name, string Title)> classes, IReadOnlyList<ColorizerScores> colorizers)
    {
        double most = classes.Max(name => colorizers.Max(scores => Upper(scores.MseByClass[name.Name])));
        int labels = Math.Min((classes.Max(name => name.Title.Length) * LetterWidth) + 16, width / 3);
        var margins = new PixelPadding(left: labels, right: 14, bottom: 44, top: 6);
        int height = (classes.Count * ((colorizers.Count * BarHeight) + GroupGap)) + 50;
        var limits = new AxisLimits(0, most * 1.02, -classes.Count + 0.5, 0.5);
        var chart = new Chart(width, height, limits, margins);
        foreach (double tick in Ticks.Between(0, limits.Right, MaxTicks))
        {
            chart.TickX(tick, tick.ToString("0.##", CultureInfo.InvariantCulture));
        }

        chart.TitleX(ReportText.LossUnit);
        for (int index = 0; index < classes.Count; index++)
        {
            chart.TickY(-index, Shorten(classes[index].Title, labels / LetterWidth), hasLine: false);
            AddGroup(chart, -index, [.. colorizers.Select(scores => (scores.Predictor, scores.MseByClass[classes[index].Name]))]);
        }

        return chart.ToSvg(
            $"bars-{width}",
            $"Loss by class for {string.Join(" and ", colorizers.Select(scores => scores.Predictor))}; the table below has the figures.");
    }

    private static void AddGroup(Chart chart, double middle, (string Predictor, Summary Mse)[] group)
    {
        double unit = 1.0 / ((group.Length * BarHeight) + GroupGap) * BarHeight;
        for (int index = 0; index < group.Length; index++)
        {
            (string predictor, Summary mse) = group[index];
            double position = middle + ((((group.Length - 1) / 2.0) - index) * unit);
            chart.Plot.Add.Bar(new Bar
            {
                Position = position,
                Value = mse.Mean * Thousandths,
                Size = unit,
                FillColor = ChartColor.Of(predictor).Plot,
                LineWidth = 0,
                Orientation = Orientation.Horizontal,
            });
            AddWhisker(chart.Plot, mse, position, unit / 4);
        }
    }

    /// <summary>One deviation up from the mean; the one down would often end below zero, where no loss can be.</summary>
    private static void AddWhisker(Plot plot, Summary mse, double position, double cap)
    {
        LinePlot[] lines =
        [
            plot.Add.Line(mse.Mean * Thousandths, position, Upper(mse), position),
            plot.Add.Line(Upper(mse), position - cap, Upper(mse), position + cap),
        ];
        foreach (LinePlot line in lines)
        {
            (line.LineWidth, line.LineColor) = (1.2f, ChartColor.Quiet.Plot);
        }
    }

    private static double Upper(Summary mse) => (mse.Mean + mse.Deviation) * Thousandths;

    private static string Shorten(string title, int letters) =>
        title.Length <= letters ? title : $"{title.AsSpan(0, Math.Max(1, letters - 2))}…";
}
