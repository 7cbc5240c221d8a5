using System.Globalization;
using System.Xml.Linq;
using Colorize.Models;
using Colorize.Trainer.Training;
using ScottPlot;
using ScottPlot.Plottables;

namespace Colorize.Trainer.Reporting.Charts;

/// <summary>The loss of one network, epoch by epoch.</summary>
internal static class LossCurve
{
    private const int Width = 340;
    private const int Height = 240;
    private const int MaxTicks = 5;
    private const int MaxEpochs = 8;

    private static readonly PixelPadding Margins = new(left: 46, right: 12, bottom: 44, top: 34);

    /// <summary>
    /// Draws the training loss, which the style sheet dashes, and, where there is one, the validation loss with its best epoch marked.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="state">Its run.</param>
    /// <param name="unit">What the losses count.</param>
    /// <param name="scale">What they are multiplied with.</param>
    /// <param name="withTraining">Whether the training loss is drawn; not where it counts something else than the validation loss.</param>
    public static XElement Draw(Network network, TrainingState state, string unit, double scale, bool withTraining = true)
    {
        IReadOnlyList<EpochRecord> history = state.History;
        EpochRecord[] trained = withTraining ? [.. history] : [];
        EpochRecord[] validated = [.. history.Where(epoch => epoch.ValidationLoss is not null)];
        double[] losses =
            [.. trained.Select(epoch => epoch.TrainingLoss * scale), .. validated.Select(epoch => epoch.ValidationLoss!.Value * scale)];
        double room = Math.Max((losses.Max() - losses.Min()) * 0.06, losses.Max() * 0.005);
        var limits = new AxisLimits(0.5, history.Count + 0.5, losses.Min() - room, losses.Max() + room);
        var chart = new Chart(Width, Height, limits, Margins);
        AddTicks(chart, limits, unit);

        Line(chart, [.. trained.Select(epoch => new Coordinates(epoch.Epoch, epoch.TrainingLoss * scale))], ChartColor.Quiet);
        Line(
            chart,
            [.. validated.Select(epoch => new Coordinates(epoch.Epoch, epoch.ValidationLoss!.Value * scale))],
            ChartColor.Of(network.Name()));
        if (state.Best is { ValidationLoss: { } lowest } best)
        {
            Marker marker = chart.Plot.Add.Marker(best.Epoch, lowest * scale);
            (marker.Size, marker.Color) = (9, ChartColor.Of(network.Name()).Plot);
        }

        string drawn = withTraining ? "training" : "validation";
        double last = losses[(withTraining ? trained.Length : losses.Length) - 1];
        return chart.ToSvg($"loss-{network.Name()}", string.Create(
            CultureInfo.InvariantCulture,
            $"Loss of {network.Name()} over {history.Count} epochs: {drawn} from {losses[0]:0.00} to {last:0.00}."));
    }

    private static void AddTicks(Chart chart, AxisLimits limits, string unit)
    {
        foreach (double epoch in Ticks.Between(1, limits.Right - 0.5, MaxEpochs, least: 1))
        {
            chart.TickX(epoch, epoch.ToString("0", CultureInfo.InvariantCulture));
        }

        foreach (double loss in Ticks.Between(limits.Bottom, limits.Top, MaxTicks))
        {
            chart.TickY(loss, loss.ToString("0.0##", CultureInfo.InvariantCulture));
        }

        chart.TitleX("epoch");
        chart.TitleY(unit);
    }

    private static void Line(Chart chart, Coordinates[] points, ChartColor color)
    {
        if (points.Length == 0)
        {
            return;
        }

        Scatter line = chart.Plot.Add.Scatter(points);
        line.LineWidth = 2;
        line.LineColor = color.Plot;
        line.MarkerFillColor = color.Plot;
        line.MarkerSize = points.Length == 1 ? 6 : 0;
    }
}
