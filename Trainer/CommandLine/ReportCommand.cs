using System.CommandLine;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>report</c>: measures a published model set and writes its report anew.</summary>
internal static class ReportCommand
{
    public static Command Create(TextWriter output)
    {
        var pictures = new EvaluationSettings();
        var copy = new ReportCopy();
        var command = new Command("report", "Measure a published model set on the test pictures and write its report, with pictures.");
        pictures.AddTo(command);
        copy.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using EvaluatedSet measured = await pictures.EvaluateAsync(result, withDataset: true, output, cancellationToken);
            PublishedSet set = measured.Set;
            var publication = new Publication(set.Manifest.Version, set.Registry, pictures.Threads(result), copy.Path(result), output)
            {
                KeepsReport = set.IsChosen,
            };
            await publication.ReportAsync(
                set.Manifest,
                set.Files,
                measured.Scores,
                measured.Dataset!.Training,
                measured.TestSets,
                pictures.Work(result),
                cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
