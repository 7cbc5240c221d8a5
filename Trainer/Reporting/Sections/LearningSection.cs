using System.Xml.Linq;
using Colorize.Models;
using Colorize.Trainer.Reporting.Charts;
using Colorize.Trainer.Training;

namespace Colorize.Trainer.Reporting.Sections;

/// <summary>The loss curves.</summary>
internal static class LearningSection
{
    private const double Thousandths = 1000;

    public static XElement? Render(ReportContent content) => content.Runs.Count == 0 ? null : Html.Section(
        "learning",
        "How the networks learned",
        Html.Paragraph(
            "The dashed line is the mean loss over the steps of an epoch, on cropped and mirrored pictures; the solid one is the loss on "
                + "training pictures "
            + "that were kept back for validation. The curves end where the weights come from: at the epoch with the best validation. The "
            + "test pictures have no "
            + "part in this. The U-Net learns by cross-entropy and is validated by its squared error at vividness\u00A00: of these, only "
            + "the latter is drawn, where "
            + "there is one."),
        Html.Of("div", "charts", content.Runs.Select(Figure)));

    private static XElement Figure(NetworkRun run)
    {
        bool isClassifier = run.Network == Network.AlexNet;
        bool isValidated = run.State.History.Any(epoch => epoch.ValidationLoss is not null);
        bool mixes = run.Network == Network.UNet && isValidated;
        bool isCrossEntropy = isClassifier || (run.Network == Network.UNet && !isValidated);
        return new XElement(
            "figure",
            LossCurve.Draw(
                run.Network,
                run.State,
                isCrossEntropy ? "cross-entropy" : ReportText.LossUnit,
                isCrossEntropy ? 1 : Thousandths,
                withTraining: !mixes),
            new XElement("figcaption", Html.Strong(ReportText.Title(run.Network)), $": {Caption(run.State, isClassifier)}"));
    }

    private static string Caption(TrainingState state, bool isClassifier)
    {
        string time = Duration.Plain(TimeSpan.FromSeconds(state.History.Sum(epoch => epoch.Seconds)));
        string best = state.Best is { ValidationLoss: { } loss } epoch
            ? $"best validation {(isClassifier ? ReportText.Number(loss, "0.000") : ReportText.Thousandths(loss))} "
                + $"after epoch {epoch.Epoch} of {state.Options.Epochs}"
            : $"{state.History.Count} of {state.Options.Epochs} epochs, without validation";
        return $"{best}; {time} up to there.";
    }
}
