using System.CommandLine;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>report</c>: measures a published model set and writes its report anew.</summary>
internal static class ReportCommand
{
    public static Command Create(TextWriter output)
    {
        var places = new PlaceSettings();
        var copy = new ReportCopy();
        var command = new Command("report", "Measure a published model set on the test pictures and write its report, with pictures.");
        places.AddTo(command);
        copy.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            using MeasuredSet set = await MeasuredSet.OpenAsync(places, result, output, cancellationToken).ConfigureAwait(false);
            var publication = new Publication(set.Manifest.Version, places.Destination(result), places.Threads(result), copy.Path(result), output);
            await publication.ReportAsync(set.Manifest, set.Files, set.Scores, set.Pictures, places.Work(result), cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }
}
