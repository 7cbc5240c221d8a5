using System.Xml.Linq;
using Colorize.Trainer.Evaluation;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>Every measure of every predictor, and what it says.</summary>
internal static class MeasuresSection
{
    private static readonly (string Name, string Meaning, Func<ColorizerScores, string> Value)[] Measures =
    [
        (ReportText.LossUnit, "the loss: mean squared error of a and b on the scale 0…1. Lower is better.",
            scores => ReportText.Thousandths(scores.Mse.Mean)),
        ("RMSE of ab", "its root, in the units of a and b. Lower is better.", scores => ReportText.Number(scores.RootMeanSquare, "0.0")),
        ("PSNR", "peak signal-to-noise ratio of the picture in sRGB, in decibels. Higher is better.",
            scores => $"{Mean(scores, picture => picture.Psnr, "0.00")}\u00A0dB"),
        ("SSIM", "structural similarity in sRGB (Wang and others, 2004); 1 is equal. Nearly all of it is lightness, which nobody "
            + "has to guess.",
            scores => Mean(scores, picture => picture.Ssim, "0.000")),
        ("AuC", "the part of the pixels whose colour lies within a distance, averaged over the distances 0 to 150 "
                + "(Zhang and others, 2016). Higher is better.",
            scores => Mean(scores, picture => picture.Auc, "0.000")),
        ("Colourfulness", "how vivid the pictures are (Hasler and Süsstrunk, 2003, M3 on sRGB); 0 is grey.",
            scores => Mean(scores, picture => picture.Colorfulness, "0.0")),
        ("Difference to the truth", "the mean distance of a picture's colourfulness from that of the original. Lower is better.",
            scores => Mean(scores, picture => Math.Abs(picture.Colorfulness - picture.TrueColorfulness), "0.0")),
    ];

    public static XElement Render(ReportContent content) => Html.Section(
        "measures",
        "All measures",
        Html.Table(
            "All measures",
            ["Measure", .. content.Scores.Colorizers.Select(scores => ReportText.Title(scores.Predictor))],
            Measures.Select(measure => (IReadOnlyList<object>)[measure.Name, .. content.Scores.Colorizers.Select(measure.Value)])),
        Html.Paragraph(
            "Read PSNR and SSIM with care. Squared error forgives no bold guess that turns out wrong, so where a colour is uncertain the "
                + "safest answer is a "
            + "pale one, and no colour at all already scores well. A picture can gain in PSNR by fading. That is why grey and the mean "
            + "colour stand in the "
            + "table, and colourfulness beside them: the originals have "
            + $"{ReportText.Number(content.Scores.Colorizers[0].MeanOf(picture => picture.TrueColorfulness), "0.0")}."),
        new XElement("dl", Measures.Select(measure => new[] { new XElement("dt", measure.Name), new XElement("dd", measure.Meaning) })));

    private static string Mean(ColorizerScores scores, Func<PictureScore, double> measure, string format) =>
        ReportText.Number(scores.MeanOf(measure), format);
}
