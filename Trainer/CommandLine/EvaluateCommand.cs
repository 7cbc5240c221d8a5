using System.CommandLine;
using Colorize.Models;
using Colorize.Trainer.Data;
using Colorize.Trainer.Publishing;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>evaluate</c>: measures a published model set on the test pictures.</summary>
internal static class EvaluateCommand
{
    public static Command Create(TextWriter output)
    {
        var places = new PlaceSettings();
        var json = new Option<bool>("--json") { Description = "Write the measures as JSON." };
        var command = new Command("evaluate", "Measure a published model set on the test pictures.") { json };
        places.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            TextWriter log = result.GetValue(json) ? TextWriter.Null : output;
            (ModelManifest manifest, IReadOnlyDictionary<Network, byte[]> files) =
                await places.PublishedAsync(result, cancellationToken).ConfigureAwait(false);
            using OpenedDataset pictures = await OpenedDataset.OpenAsync(places.Data(result), places.Work(result), log, cancellationToken).ConfigureAwait(false);
            if (!manifest.Classes.SequenceEqual(pictures.Test.ClassNames))
            {
                throw new TrainingException($"Model set {manifest.Version} knows other classes than the test pictures have: {string.Join(", ", manifest.Classes)}.");
            }

            log.WriteLine($"Measuring model set {manifest.Version}.");
            ModelSetScores scores = ModelSetScores.Measure(files, pictures.Training, pictures.Test, places.Threads(result), cancellationToken);
            if (result.GetValue(json))
            {
                output.WriteLine(scores.ToJson().ToJsonString());
            }
            else
            {
                scores.Write(output);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
