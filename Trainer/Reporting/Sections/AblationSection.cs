using System.Xml.Linq;
using Colorize.Models;
using Colorize.Trainer.Experiments.Ablation;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>What the classes are worth to a colorizer, where that was tried.</summary>
internal static class AblationSection
{
    private const double Hundred = 100;

    /// <summary>Seeds differ by millionths.</summary>
    private const string Digits = "0.000";

    public static XElement? Render(AblationReport? ablation) => ablation is not { Variants.Count: > 0 } ? null : Html.Section(
        "ablation",
        "What the classes are worth",
        Html.Paragraph(
            "Colorizers trained alike but for what they are told of the class: nothing, what AlexNet says, what it says of another "
                + "picture, or the truth. "
            + $"Each had {ablation.Budget()}{(ablation.StartFrom is null ? string.Empty : " and began as the same trained ResNet")}, "
            + "so the figures are not those of the networks above."),
        Html.Table(
            "Ablation",
            ["Told of the class", ReportText.LossUnit, "Deviation of the seeds", "Beside nothing", "95\u00A0% interval", "Classes better"],
            ablation.Variants.Select(Row)),
        Html.Note(
            "Intervals come from a paired bootstrap of pictures and seeds. One that holds zero is within the noise, and one of a single "
                + "seed "
            + "does not know the luck of seeds."));

    private static string Title(string variant) => variant switch
    {
        _ when variant == Network.ResNet.Name() => "nothing (ResNet)",
        _ when variant == Network.Ensemble.Name() => "what AlexNet says (Ensemble)",
        VariantNames.Shuffled => "what AlexNet says of another picture",
        VariantNames.Truth => "the truth",
        _ => ReportText.Title(variant),
    };

    private static IReadOnlyList<object> Row(AblationRow variant) =>
    [
        Title(variant.Name),
        ReportText.Thousandths(variant.Mean, Digits),
        variant.Deviation is { } deviation ? ReportText.Thousandths(deviation, Digits) : string.Empty,
        variant.DifferenceToResNet is { } difference ? ReportText.Change(difference.Percent / Hundred) : string.Empty,
        variant.DifferenceToResNet is { } interval
            ? $"{ReportText.Change(interval.Low / Hundred)} to {ReportText.Change(interval.High / Hundred)}"
            : string.Empty,
        variant.ClassesBetter is { } classes ? $"{classes} of {variant.ByClass.Count}" : string.Empty,
    ];
}
