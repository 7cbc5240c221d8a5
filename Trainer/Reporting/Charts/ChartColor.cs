using System.Xml.Linq;
using Colorize.Models;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Reporting.Charts;

/// <summary>
/// A colour of the report. A chart is drawn with the stand-in, and then given the style sheet's variable in its place, so that
/// the reader's light or dark scheme decides.
/// </summary>
/// <param name="Variable">The variable in the style sheet.</param>
/// <param name="StandIn">What the plot is drawn with, as <c>#RRGGBB</c>; no two colours share one.</param>
internal sealed record ChartColor(string Variable, string StandIn)
{
    public static ChartColor Grey { get; } = new("--grey", "#010203");

    public static ChartColor Mean { get; } = new("--mean", "#020304");

    public static ChartColor ResNet { get; } = new("--resnet", "#030405");

    public static ChartColor Ensemble { get; } = new("--ensemble", "#040506");

    public static ChartColor UNet { get; } = new("--unet", "#070809");

    /// <summary>What is there to be read past.</summary>
    public static ChartColor Line { get; } = new("--line", "#050607");

    /// <summary>Deviations, and whatever is second to a colour.</summary>
    public static ChartColor Quiet { get; } = new("--quiet", "#060708");

    /// <summary>For ScottPlot.</summary>
    public ScottPlot.Color Plot => ScottPlot.Color.FromHex(StandIn);

    /// <summary>The colour of a predictor.</summary>
    public static ChartColor Of(string predictor) => predictor switch
    {
        _ when predictor == Network.ResNet.Name() => ResNet,
        _ when predictor == Network.Ensemble.Name() => Ensemble,
        _ when predictor.StartsWith(Network.UNet.Name(), StringComparison.Ordinal) => UNet,
        ConstantColor.MeanName => Mean,
        _ => Grey,
    };

    /// <summary>Puts the variables where the stand-ins are.</summary>
    public static void Resolve(XElement svg)
    {
        ChartColor[] all = [Grey, Mean, ResNet, Ensemble, UNet, Line, Quiet];
        foreach (XElement element in svg.Descendants())
        {
            XAttribute[] standIns =
                [.. element.Attributes().Where(attribute => Array.Exists(all, color => color.StandIn == attribute.Value))];
            if (standIns.Length > 0)
            {
                element.SetAttributeValue("style", string.Join(';', standIns.Select(attribute =>
                    $"{attribute.Name}:var({Array.Find(all, color => color.StandIn == attribute.Value)!.Variable})")));
                standIns.Remove();
            }
        }
    }
}
