using System.CommandLine;
using Colorize.Trainer.Data;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>publish</c>: exports, measures and publishes the best weights so far.</summary>
internal static class PublishCommand
{
    public static Command Create(TextWriter output)
    {
        var locations = new LocationSettings();
        var models = new ModelSettings(locations);
        var copy = new ReportCopy();
        var command = new Command(
            "publish", "Export the best weights so far, measure them on the test pictures and publish the model set.");
        locations.AddTo(command);
        models.AddTo(command);
        copy.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            Publication publication = models.Publication(result, copy.Path(result), output);
            WorkFolder work = locations.Work(result);
            using OpenedDataset pictures = await OpenedDataset.OpenAsync(locations.Data(result), work, output, cancellationToken);
            await publication.PublishAsync(work, pictures, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }
}
