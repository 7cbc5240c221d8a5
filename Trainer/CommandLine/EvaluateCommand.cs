using System.CommandLine;

namespace Colorize.Trainer.CommandLine;

/// <summary><c>evaluate</c>: measures a published model set on the test pictures.</summary>
internal static class EvaluateCommand
{
    public static Command Create(TextWriter output)
    {
        var places = new PlaceSettings();
        var models = new ModelSettings(places);
        var json = new Option<bool>("--json") { Description = "Write the measures as JSON." };
        var command = new Command("evaluate", "Measure a published model set on the test pictures.") { json };
        places.AddTo(command);
        models.AddReadingTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            TextWriter log = result.GetValue(json) ? TextWriter.Null : output;
            using MeasuredSet set = await MeasuredSet.OpenAsync(places, models, result, log, cancellationToken);
            if (result.GetValue(json))
            {
                output.WriteLine(set.Scores.ToJson().ToJsonString());
            }
            else
            {
                set.Scores.Write(output);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
