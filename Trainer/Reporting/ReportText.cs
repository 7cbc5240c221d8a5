using System.Globalization;
using Colorize.Models;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Reporting;

/// <summary>Names and numbers as the report's reader wants them.</summary>
internal static class ReportText
{
    /// <summary>What losses of colour count.</summary>
    public const string LossUnit = "MSE\u00A0×\u00A010⁻³";

    private const char Minus = '−';
    private const char Space = '\u00A0';
    private const char Unprintable = '\uFFFD';
    private const double ThousandthsInOne = 1000;

    private static readonly string UNetPrefix = Network.UNet.Name() + "-";

    /// <summary>The title of a network.</summary>
    public static string Title(Network network) => network == Network.UNet ? "U-Net" : network.ToString();

    /// <summary>The title of a network that gives colours, or of a baseline.</summary>
    public static string Title(string predictor) => predictor switch
    {
        _ when NetworkNames.Find(predictor) is { } network => Title(network),
        _ when predictor.StartsWith(UNetPrefix, StringComparison.Ordinal) =>
            $"{Title(Network.UNet)}, vividness{Space}{predictor[UNetPrefix.Length..]}",
        ConstantColor.GreyName => "Grey",
        ConstantColor.MeanName => "Mean colour",
        _ => predictor,
    };

    /// <summary>The title of a class, whose name is that of a folder.</summary>
    public static string ClassTitle(string name) => FileName(name).Replace('_', ' ');

    /// <summary>A name that some file system has allowed, fit to be shown.</summary>
    public static string FileName(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? Unprintable : letter));

    /// <summary>A mean squared error in thousandths: <c>3.08</c>, or with the digits of another format.</summary>
    public static string Thousandths(double mse, string format = "0.00") => Number(mse * ThousandthsInOne, format);

    /// <summary>A mean squared error with its deviation: <c>3.08 ± 3.91</c>.</summary>
    public static string Thousandths(Summary mse) => $"{Thousandths(mse.Mean)}{Space}±{Space}{Thousandths(mse.Deviation)}";

    /// <summary>A part of a whole: <c>71.2 %</c>.</summary>
    public static string Percent(double part) => $"{Number(part * 100, "0.0")}{Space}%";

    /// <summary>A relative change: <c>−3.82 %</c>, <c>+0.40 %</c>.</summary>
    public static string Change(double change) => $"{(change > 0 ? "+" : string.Empty)}{Number(change * 100, "0.00")}{Space}%";

    /// <summary>How many: <c>2,028</c>.</summary>
    public static string Count(int count) => Number(count, "N0");

    /// <summary>A number in a format, with a true minus.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', Minus);

    /// <summary>Names in a row: <c>grey, ResNet and Ensemble</c>.</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
