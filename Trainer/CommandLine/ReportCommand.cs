using System.CommandLine;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>report</c>: measures a published model set and writes its report anew.</summary>
internal static class ReportCommand
{
    public static Command Create(TextWriter output)
    {
        var places = new PlaceSettings();
        var models = new ModelSettings(places);
        var copy = new ReportCopy();
        var command = new Command("report", "Measure a published model set on the test pictures and write its report, with pictures.");
        places.AddTo(command);
        models.AddReadingTo(command);
        copy.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using MeasuredSet set = await MeasuredSet.OpenAsync(places, models, result, output, cancellationToken);
            var publication = new Publication(set.Set.Manifest.Version, set.Set.Registry, places.Threads(result), copy.Path(result), output) { KeepsReport = set.Set.IsChosen };
            await publication.ReportAsync(set.Set.Manifest, set.Set.Files, set.Scores, set.Pictures, places.Work(result), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
