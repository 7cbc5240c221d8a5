using System.Globalization;

namespace Colorize.Trainer.Experiments.Ablation;

/// <summary>Prints the results of an ablation.</summary>
internal static class AblationTable
{
    public static void Write(TextWriter output, AblationReport report)
    {
        output.WriteLine($"MSE of ab on {report.TestPictures} test pictures, x 0.001; {report.Budget()} each:");
        output.WriteLine(Line("told", "mean", "± seeds", "to resnet", "95 % interval", "classes better", string.Empty));
        foreach (AblationRow row in report.Variants)
        {
            output.WriteLine(Line(row).TrimEnd());
        }

        foreach (AblationFailure failure in report.Failures)
        {
            output.WriteLine($"{failure.Name}, seed {failure.Seed}, failed: {failure.Reason}.");
        }
    }

    private static string Line(AblationRow row) => Line(
        row.Name,
        Thousandths(row.Mean),
        row.Deviation is { } deviation ? Thousandths(deviation) : string.Empty,
        row.DifferenceToResNet is { } difference ? Percent(difference.Percent) : string.Empty,
        row.DifferenceToResNet is { } interval ? $"{Percent(interval.Low)} to {Percent(interval.High)}" : string.Empty,
        row.ClassesBetter is { } classes ? $"{classes} of {row.ByClass.Count}" : string.Empty,
        row.DifferenceToResNet switch
        {
            null => string.Empty,
            { PercentBySeed.Count: 1 } => "one seed: its luck is not known",
            { MoreThanNoise: true } => "more than noise",
            _ => "within the noise",
        });

    private static string Line(
        string name, string mean, string deviation, string difference, string interval, string classes, string verdict) =>
        $"{name,-18}{mean,8}{deviation,9}{difference,11}{interval,21}{classes,16}  {verdict}";

    private static string Thousandths(double value) => (value * 1000).ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + " %";
}
